package org.akoma.cases;

import java.time.Instant;
import org.akoma.access.Actor;
import org.akoma.database.TestDatabase;

/** Records that a file's own row repeats, written as the owner of the tables for tests that look at lists only. */
final class KeptRecords {

    private KeptRecords() {}

    /** An assessment that lets the actor set this risk on the file. */
    static void risk(CaseFile file, String risk, Actor by, Instant at) {
        TestDatabase.ownerDoes(
                "insert into cases.assessment (id, kind, risk, file_id, at, author, approved_by, approved_at, sealed) values (gen_random_uuid(), 'INITIAL', '"
                        + risk + "', '" + file.id() + "', '" + at + "', gen_random_uuid(), '" + by.personId() + "', '"
                        + at + "', '')");
    }
}
