package org.akoma.protection.placement;

import java.sql.Array;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on what a return to a family lacks, and on the exceptions by which it goes round that. */
@Repository
class ReturnExceptionStore {

    private final JdbcClient jdbc;

    ReturnExceptionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a return to a family would lack; empty = the actor does not hold every section that it is read from, and so does not learn it. */
    Optional<List<ReturnGate.Part>> missing(UUID file, String country, LocalDate day) {
        return jdbc.sql("select cases.return_missing(:file, :country, :day)")
                .param("file", file)
                .param("country", country)
                .param("day", day)
                .query((row, n) -> {
                    Array codes = row.getArray(1);
                    if (codes == null) return Optional.<List<ReturnGate.Part>>empty();
                    return Optional.of(Stream.of((String[]) codes.getArray())
                            .map(ReturnGate.Part::valueOf)
                            .toList());
                })
                .single();
    }

    /** An agreed exception for a return to this country that no return has used yet. */
    Optional<UUID> unused(UUID file, String country) {
        return jdbc.sql("select cases.unused_exception(:file, :country)")
                .param("file", file)
                .param("country", country)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single();
    }

    /** The country of an exception that is being asked for, in clear, so that the database opens no other one by it. */
    void propose(UUID decision, String country) {
        jdbc.sql("select cases.propose_facts(:decision, jsonb_build_object('country', :country::text))")
                .param("decision", decision)
                .param("country", country)
                .query((row, n) -> true)
                .list();
    }

    boolean isFor(UUID decision, String country) {
        return jdbc.sql(
                        "select exists (select from access.decision where id = :decision and facts ->> 'country' = :country)")
                .param("decision", decision)
                .param("country", country)
                .query(Boolean.class)
                .single();
    }

    /** The exception by which this home began. */
    Optional<UUID> of(UUID placement) {
        return jdbc.sql("select exception_id from cases.placement where id = :id and exception_id is not null")
                .param("id", placement)
                .query(UUID.class)
                .optional();
    }
}
