"""The browser's way back and forth, and links that are followed as it does: the address decides."""

from streamlit.runtime.scriptrunner import get_script_run_ctx


def restore() -> None:
    """Before anything that is bound to the address is drawn: ask for what that address asks for.

    Streamlit 1.67 takes out of that address whatever the page that was left had bound to it, though
    this page binds it as well (`QueryParams.populate_from_query_string`): place and period would be
    lost on every way back. tests/browser/test_measures.py fails when that place moves.
    """
    context = get_script_run_ctx()
    if context is None or not context.is_history_navigation:
        return
    with context.session_state.query_params() as asked:
        asked.set_initial_query_params(context.query_string)
        asked.populate_from_query_string(context.query_string)
        asked._send_query_param_msg()
