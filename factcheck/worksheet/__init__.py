"""The workbook: its layout, and writing it."""
