CREATE TABLE a (b {{ id }});
