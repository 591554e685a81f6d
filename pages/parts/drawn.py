"""A chart on a page: its rows are turned into what Streamlit sends once, not at each rerun."""

from typing import Any

import streamlit as st
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from engagement_metrics.charts import Picture
from engagement_metrics.store import until_changed


def show(picture: Picture, key: str) -> None:
    """The chart as wide as the page, with its sentence as its text alternative."""
    st.vega_lite_chart(_sent(picture), alt=picture.sentence, width="stretch", key=key)


@until_changed(256)
def _sent(picture: Picture) -> dict[str, Any]:
    """The specification with each of its datasets as Arrow, which Streamlit takes as it is."""
    datasets = picture.spec["datasets"].items()
    sent = {name: convert_anything_to_arrow_bytes(rows) for name, rows in datasets}
    return {**picture.spec, "datasets": sent}
