"""What reviewers did: the records of it, its tally, carried over to a new version, merged. Knows no spreadsheet."""
