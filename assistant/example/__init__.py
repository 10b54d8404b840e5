"""A small invented company, Fennel & Ash (kitchenware by post): its rules, past resolutions and a few complaints."""
