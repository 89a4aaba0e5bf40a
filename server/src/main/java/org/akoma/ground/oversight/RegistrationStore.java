package org.akoma.ground.oversight;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on oversight.registration. */
@Repository
class RegistrationStore {

    private final JdbcClient jdbc;

    RegistrationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<Registration> all() {
        return jdbc.sql("""
                        select r.*, upper(p.code) as recorder from oversight.registration r join access.person p on p.id = r.recorded_by
                         order by r.recorded_at desc, r.id desc
                        """)
                .query((row, n) -> new Registration(
                        row.getObject("id", UUID.class),
                        Incident.Country.valueOf(row.getString("country")),
                        Registration.Kind.valueOf(row.getString("kind")),
                        row.getString("reference"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class),
                        row.getString("recorder"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    boolean has(UUID id) {
        return jdbc.sql("select exists (select from oversight.registration where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** @return DONE, NOT_FOUND or LATER */
    String record(RecordRegistration said) {
        return jdbc.sql("select oversight.record_registration(:id, :country, :kind, :reference, :from, :until)")
                .param("id", said.id())
                .param("country", said.country().name())
                .param("kind", said.kind().name())
                .param("reference", said.reference())
                .param("from", said.from())
                .param("until", said.until())
                .query(String.class)
                .single();
    }
}
