"""Opening the boxes of a page as a person does; AppTest has no click for one."""

from streamlit.testing.v1 import AppTest


def open_box(app: AppTest, *forms: str) -> AppTest:
    """The page with the boxes of these forms open, and what lies in them made."""
    for form in forms:
        app.session_state[f"{form}.box"] = True
    return app.run()


def shut_box(app: AppTest, *forms: str) -> AppTest:
    """The page with the boxes of these forms shut again."""
    for form in forms:
        app.session_state[f"{form}.box"] = False
    return app.run()


def open_one(app: AppTest, *keys: str) -> AppTest:
    """The page with these boxes open, each by its own key."""
    for key in keys:
        app.session_state[key] = True
    return app.run()
