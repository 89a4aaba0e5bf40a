package org.akoma.ground.access;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that gives the database the actor's session and the moment of the transaction. */
@Repository
class ActorTransactionStore {

    private final JdbcClient jdbc;

    ActorTransactionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param session the SHA-256 of the session's token
     * @throws SessionEnded when it does not run at this moment, or its person holds no role then
     */
    void enter(byte[] session, Instant moment) {
        try {
            jdbc.sql("select access.enter(:session, :moment)")
                    .param("session", session)
                    .param("moment", moment.atOffset(ZoneOffset.UTC))
                    .query((row, n) -> true)
                    .list();
        } catch (DataAccessException e) {
            String said = String.valueOf(e.getMostSpecificCause().getMessage());
            boolean ended = said.contains("access.session-ended") || said.contains("access.no-role");
            throw ended ? new SessionEnded(e) : e;
        }
    }
}
