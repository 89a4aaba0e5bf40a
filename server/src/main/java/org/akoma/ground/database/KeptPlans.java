package org.akoma.ground.database;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets the rest of a transaction use the plans that its connection has kept. By itself PostgreSQL often plans a statement anew at each call, which
 * takes longer than the statement: it guesses that an array has ten elements and a value as many rows as the average, and believes that another plan
 * may do better. For what is led by one file, or by one person's own list, no other plan does. Never for a list with filters: there the values decide.
 */
public final class KeptPlans {

    /** A column of a statement that returns one row: the statements after it use kept plans. */
    public static final String COLUMN = "access.keep_plans() as plans";

    private KeptPlans() {}

    /** The same as a statement of its own. */
    public static void use(JdbcClient jdbc) {
        jdbc.sql("set local plan_cache_mode = force_generic_plan").update();
    }
}
