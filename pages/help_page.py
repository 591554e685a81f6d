"""Help: how to read the matrix, what the words mean, and how each measure is made."""

import streamlit as st

from pages.parts import guard, help_measures, help_text, help_words

actor, setup = guard.admit("help_page")
definitions = guard.definitions(setup)

st.title("Help", anchor=False)
search = st.text_input("Search the help", key="search", bind="query-params").strip()
if search:
    measures = help_measures.found(definitions, search)
    entries = help_words.found(search)
    if not measures and not any(entries.values()):
        st.info("Nothing here has those words. Try one word, such as 'target' or 'forms'.")
    if measures:
        st.header("Measures", anchor=False)
        help_measures.show(measures)
    if any(entries.values()):
        st.header("Words", anchor=False)
        help_words.show(entries, expanded=True)
else:
    help_text.show(actor)
    st.header("How each measure is made", anchor=False)
    help_measures.show(help_measures.found(definitions, ""))
    st.header("What the words mean", anchor=False)
    help_words.show(help_words.found(""))
