-- A filled workbook waits as a document does, for whoever sent it: plan_id is the plan it
-- is of, 0 of a document to import (src/app/plan_sheet.c).
ALTER TABLE pending_import ADD COLUMN plan_id {{int}} NOT NULL DEFAULT 0;
