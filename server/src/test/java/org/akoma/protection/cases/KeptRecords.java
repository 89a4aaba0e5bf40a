package org.akoma.protection.cases;

import java.time.Instant;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.TestDatabase;

/** Records that a file's own row repeats, written as the owner of the tables for tests that look at lists only. */
public final class KeptRecords {

    private KeptRecords() {}

    /** An assessment that lets the actor set this risk on the file. */
    public static void risk(CaseFile file, String risk, Actor by, Instant at) {
        TestDatabase.ownerDoes(
                "insert into cases.assessment (id, kind, risk, file_id, at, author, approved_by, approved_at, sealed) values (gen_random_uuid(), 'INITIAL', '"
                        + risk + "', '" + file.id() + "', '" + at + "', gen_random_uuid(), '" + by.personId() + "', '"
                        + at + "', '')");
    }
}
