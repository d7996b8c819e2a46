"""Companies as rows of a CSV file or a spreadsheet."""
