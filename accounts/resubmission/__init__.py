"""What a person sends after their session ended is kept, and put back into its form once they have signed in again.

No view knows of it: whatever answers by leading to the sign-in is caught on its way out (`keeping`), and the page that
holds the form is read (`parsing`) and filled in (`filling`) on its way to the browser. Nothing is ever sent again but
by the person.
"""
