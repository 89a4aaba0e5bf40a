package org.akoma.ground.journal;

import org.akoma.ground.database.TestDatabase;
import org.springframework.context.ApplicationContext;

/** For tests that need a signed root now: the house signs one each minute, and a test does not wait for it. */
public final class SealedRoots {

    /**
     * A root takes the entries that are older than the oldest running transaction of the whole server, of which the server's own analysing of tables is one:
     * without this wait of 20 seconds at most, what a test has just written sometimes goes under the next root.
     */
    private static final String UNTIL_QUIET = """
            do $$ begin
                for i in 1..1000 loop
                    exit when pg_snapshot_xmin(pg_current_snapshot()) = pg_snapshot_xmax(pg_current_snapshot());
                    perform pg_sleep(0.02);
                end loop;
            end $$""";

    private SealedRoots() {}

    public static void sealNow(ApplicationContext house) {
        seal(house.getBean(Roots.class));
    }

    /** @return as {@link Roots#seal} */
    static int seal(Roots roots) {
        TestDatabase.ownerDoes(UNTIL_QUIET);
        return roots.seal();
    }
}
