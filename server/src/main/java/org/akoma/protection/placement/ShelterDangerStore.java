package org.akoma.protection.placement;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on dangers that may be about a shelter into which a child is brought. */
@Repository
class ShelterDangerStore {

    private final JdbcClient jdbc;

    ShelterDangerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether a danger may be about this shelter: the child lived there before this stay. */
    boolean mayBeOfDanger(UUID file, UUID shelter, UUID stay) {
        return jdbc.sql("select cases.may_be_of_danger(:file, :shelter, :stay)")
                .param("file", file)
                .param("shelter", shelter)
                .param("stay", stay)
                .query(Boolean.class)
                .single();
    }

    /** Whether such a danger was reported since this stay was asked for. */
    boolean askedBeforeDanger(UUID stay) {
        return jdbc.sql("select cases.asked_before_danger(:stay)")
                .param("stay", stay)
                .query(Boolean.class)
                .single();
    }
}
