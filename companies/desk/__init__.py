"""What staff read at their desk about companies and projects; nothing here writes."""
