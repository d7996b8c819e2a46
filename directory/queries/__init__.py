"""What the directory finds: its catalogue in memory, the answers to a question, similar companies, news."""
