-- The first tables.
CREATE TABLE institution (
  id {{id}},
  name TEXT NOT NULL, -- what ??/ people call it
  seal {{bytes}},
  founded {{int}} CHECK (founded > 0)
) {{strict}};
