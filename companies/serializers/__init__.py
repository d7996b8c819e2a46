"""What the API tells and takes of companies, projects and concepts."""
