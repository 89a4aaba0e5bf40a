package org.akoma;

import java.time.Instant;
import java.util.UUID;
import org.akoma.ground.database.TestDatabase;

/** That somebody saw a child, as money for one who was registered by hand asks. */
public final class ChildSeen {

    private ChildSeen() {}

    /** A visit of that moment, of which nothing but who saw the child is known. */
    public static void by(UUID person, String code, Instant at) {
        TestDatabase.ownerDoes("""
                insert into followup.visit (id, file_id, organisation_id, worker_id, type, planned_on, planned_at, planned_by, by_calendar, unplanned,
                       done_on, done_at, recorded_by, made_by, mode, seen, closed_at)
                select gen_random_uuid(), f.id, f.organisation_id, f.worker_id, 'EMERGENCY', timestamptz '%1$s', timestamptz '%1$s', '%2$s', false, true,
                       timestamptz '%1$s', timestamptz '%1$s', '%2$s', '%2$s', 'HOME_VISIT', '{CHILD}', timestamptz '%1$s'
                  from cases.case_file f where f.code = '%3$s'
                """.formatted(at, person, code));
    }
}
