-- a file
SELECT 1;
