"""HTML that is sent as it was drawn."""


class Ready:
    """A long piece of HTML for `st.html`, which else searches a text for indents at each rerun."""

    def __init__(self, html: str) -> None:
        self._html = html

    def _repr_html_(self) -> str:
        return self._html
