"""The workbook: its layout, and writing it."""

import os

# Where lxml is installed openpyxl would write other bytes with it: the same article gives the same file everywhere
os.environ.setdefault("OPENPYXL_LXML", "False")
