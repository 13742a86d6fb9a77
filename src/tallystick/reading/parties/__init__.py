"""Who is said to have done it and whom it befell, by the clause."""
