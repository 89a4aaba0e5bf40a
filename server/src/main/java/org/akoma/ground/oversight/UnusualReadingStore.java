package org.akoma.ground.oversight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on oversight.unusual_reading. */
@Repository
class UnusualReadingStore {

    private static final String EXPLANATION = "oversight.explanation";
    private static final String WHY = "oversight.judgement";

    private static final String SELECT = """
            select u.id, u.day, u.rule, u.n, u.files, u.most, u.about, u.found_at, u.explained_at, u.explanation, u.judged_at, u.verdict, u.why, upper(p.code) as person, upper(e.code) as explainer, upper(j.code) as judge
              from oversight.unusual_reading u join access.person p on p.id = u.person_id
              left join access.person e on e.id = u.explained_by left join access.person j on j.id = u.judged_by
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    UnusualReadingStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first, one more than the limit when there are more. */
    List<UnusualReading> list(ListReadings wanted) {
        ListReadings.Cursor after = wanted.after();
        return jdbc.sql(SELECT + """
                         where (:person::text is null or p.code = :person)
                           and (:state::text is null or :state = case when u.judged_at is not null then 'JUDGED'
                                                                      when u.explained_at is not null then 'EXPLAINED' else 'OPEN' end)
                           and (:at::timestamptz is null or (u.found_at, u.id) < (:at, :after::uuid))
                         order by u.found_at desc, u.id desc limit :limit
                        """)
                .param("person", wanted.person())
                .param("state", wanted.state() == null ? null : wanted.state().name())
                .param("at", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
                .param("after", after == null ? null : after.id())
                .param("limit", wanted.limit() + 1)
                .query((row, n) -> read(row))
                .list();
    }

    /** Those that nobody has judged, oldest first. */
    List<UnusualReading> unjudged(int most) {
        return jdbc.sql(
                        SELECT
                                + " where u.judged_at is null and not access.is_beside_opener(u.person_id) order by u.found_at, u.id limit :most")
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    /** Those that nobody has explained or judged, oldest first. */
    List<UnusualReading> unexplained(int most) {
        return jdbc.sql(SELECT
                        + " where u.judged_at is null and u.explained_at is null order by u.found_at, u.id limit :most")
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    int waiting() {
        return jdbc.sql(
                        "select count(*) from oversight.unusual_reading where judged_at is null and not access.is_beside_opener(person_id)")
                .query(Integer.class)
                .single();
    }

    boolean isBeside(UUID id) {
        return jdbc.sql("select access.is_beside_opener(person_id) from oversight.unusual_reading where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    Optional<UnusualReading> find(UUID id) {
        return jdbc.sql(SELECT + " where u.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** The incident that its judgement opened, if the officer who asks may read that. */
    Optional<UUID> incident(UUID id) {
        return jdbc.sql(
                        "select i.id from oversight.unusual_reading u join oversight.incident i on i.id = u.incident_id where u.id = :id")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    UnusualReading.Outcome explain(UUID id, String explanation) {
        return jdbc.sql("select oversight.explain(:id, :words)")
                .param("id", id)
                .param("words", vault.sealForHouse(Compartment.CUSTODY, EXPLANATION, explanation))
                .query((row, n) -> UnusualReading.Outcome.valueOf(row.getString(1)))
                .single();
    }

    /** @param incident id of the incident that a reading which is not justified opens */
    UnusualReading.Outcome judge(UnusualReading of, JudgeReading said, UUID incident) {
        Incident.Words about = new Incident.Words(said.why(), List.of(), List.of(of.person()), null);
        return jdbc.sql("select oversight.judge(:id, :verdict, :words, :incident, :about)")
                .param("id", of.id())
                .param("verdict", said.verdict().name())
                .param("words", vault.sealForHouse(Compartment.CUSTODY, WHY, said.why()))
                .param("incident", incident)
                .param("about", vault.sealForHouse(Compartment.CUSTODY, IncidentStore.WORDS, about))
                .query((row, n) -> UnusualReading.Outcome.valueOf(row.getString(1)))
                .single();
    }

    /** @return how many are new */
    int look(Instant now) {
        return jdbc.sql("select oversight.look(:now)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    private UnusualReading read(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        return new UnusualReading(
                row.getObject("id", UUID.class),
                row.getString("person"),
                row.getObject("day", LocalDate.class),
                UnusualReading.Rule.valueOf(row.getString("rule")),
                row.getInt("n"),
                row.getInt("files"),
                row.getInt("most"),
                row.getString("about"),
                row.getObject("found_at", OffsetDateTime.class).toInstant(),
                row.getString("explainer"),
                moment(row, "explained_at"),
                opened(EXPLANATION, row.getBytes("explanation")),
                row.getString("judge"),
                moment(row, "judged_at"),
                verdict == null ? null : UnusualReading.Verdict.valueOf(verdict),
                opened(WHY, row.getBytes("why")));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private @Nullable String opened(String context, byte @Nullable [] sealed) {
        return sealed == null ? null : vault.readOfHouse(Compartment.CUSTODY, context, sealed, String.class);
    }
}
