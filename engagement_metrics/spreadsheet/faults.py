"""What to say of a file that cannot be read at all."""


class SpreadsheetError(Exception):
    """The file as a whole cannot be taken; `faults` has a sentence for each thing wrong with it."""

    def __init__(self, *faults: str) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))
