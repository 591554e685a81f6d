"""The look of the summary of measures and of one in full, laid over the pages that need it."""

from pathlib import Path

_RULES = (Path(__file__).parent / "measures.css").read_text(encoding="utf-8")
STYLE = f"<style>{_RULES}</style>"
