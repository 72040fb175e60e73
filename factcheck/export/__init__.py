"""What a reviewed worksheet becomes for others: a table, data, a report, a page, ClaimReview. One format a file."""
