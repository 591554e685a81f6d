"""Help: how to read the matrix, what the words mean, and how each measure is made."""

import streamlit as st

from pages.parts import guard, help_measures, help_text, help_words, measures_links, ready

actor, setup = guard.admit("help_page")
definitions = guard.definitions(setup)

st.title("Help", anchor=False)
search = st.text_input("Search the help", key="search", bind="query-params").strip()
chapters = ""
if search:
    measures = help_measures.found(definitions, search)
    entries = help_words.found(search)
    if not measures and not any(entries.values()):
        st.info("Nothing here has those words. Try one word, such as 'target' or 'forms'.")
    if measures:
        chapters = f"<h2>Measures</h2>{help_measures.boxes(measures)}"
    if any(entries.values()):
        chapters += f"<h2>Words</h2>{help_words.boxes(entries, expanded=True)}"
else:
    chapters = help_text.chapters(actor) + help_measures.whole(definitions) + help_words.whole()
if chapters:
    # One block: so many elements of Streamlit's own would be made anew at every run.
    st.html(ready.Ready(help_words.in_block(chapters)))
measures_links.listen()
