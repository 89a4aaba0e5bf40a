package org.akoma.airlock.disclosure;

import static org.akoma.Timestamps.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on disclosure.offence_report: each login reads its own columns, and the functions alone write. */
@Repository
class ReportedOffenceStore {

    private static final String WORDS = "disclosure.offence_report";
    private static final String ANSWER = "disclosure.offence_report/answer";
    private static final int MOST = 200;
    private static final String SHARED =
            "r.id, r.number, r.reporter_code, r.reporter_of, o.code as unit, r.offence, r.happened_on, r.country, r.urgency, r.words, r.state, r.sent_at,"
                    + " r.read_at, r.answer, r.answered_code, r.answered_at";
    private static final String FROM =
            " from disclosure.offence_report r join access.organisation o on o.id = r.to_id ";
    private static final String POLICE =
            "select " + SHARED + ", r.answer_words, null::uuid as file_id, false as at_once, r.review" + FROM;
    private static final String CUSTODY =
            "select " + SHARED + ", null::bytea as answer_words, null::uuid as file_id, r.at_once, r.review" + FROM;
    private static final String CARE = "select " + SHARED + ", r.answer_words, r.file_id, r.at_once, r.review" + FROM;
    private static final String NEWEST =
            " order by r.urgency = 'LIFE_DANGER' and r.answer is null and r.state in ('WAITING', 'SENT') desc, r.sent_at desc nulls first,"
                    + " r.id desc limit " + MOST;

    private final JdbcClient jdbc;
    private final Vault vault;

    ReportedOffenceStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    List<OffenceReport> ofPolice() {
        return jdbc.sql(POLICE + NEWEST).query((row, n) -> read(row)).list();
    }

    Optional<OffenceReport> findOfPolice(String number) {
        return one(POLICE + "where r.number = :key", number);
    }

    Optional<OffenceReport> findOfPolice(UUID id) {
        return one(POLICE + "where r.id = :key", id);
    }

    List<OffenceReport> ofCustody() {
        return jdbc.sql(CUSTODY + NEWEST).query((row, n) -> read(row)).list();
    }

    Optional<OffenceReport> findOfCustody(UUID id) {
        return one(CUSTODY + "where r.id = :key", id);
    }

    List<OffenceReport> ofFile(UUID file) {
        return jdbc.sql(CARE + "where r.file_id = :file" + NEWEST)
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<OffenceReport> findOfCare(UUID id) {
        return one(CARE + "where r.id = :key", id);
    }

    private Optional<OffenceReport> one(String sql, Object key) {
        return jdbc.sql(sql).param("key", key).query((row, n) -> read(row)).optional();
    }

    Set<UUID> units() {
        return Set.copyOf(
                jdbc.sql("select disclosure.units()").query(UUID.class).list());
    }

    String report(UUID id, UUID file, UUID unit, OffenceReport said) {
        return jdbc.sql("select disclosure.report(:id, :file, :unit, :offence, :on::date, :country, :urgency, :words)")
                .param("id", id)
                .param("file", file)
                .param("unit", unit)
                .param("offence", said.offence().name())
                .param("on", said.happenedOn())
                .param("country", said.country())
                .param("urgency", said.urgency().name())
                .param("words", vault.sealInAirlock(id, WORDS, said.words()))
                .query(String.class)
                .single();
    }

    String sendAtOnce(UUID id) {
        return jdbc.sql("select disclosure.send_at_once(:id)")
                .param("id", id)
                .query(String.class)
                .single();
    }

    void markRead(UUID id) {
        jdbc.sql("select disclosure.read_report(:id)")
                .param("id", id)
                .query((row, n) -> true)
                .list();
    }

    String answer(UUID id, OffenceReport.Answer answer, String words) {
        return jdbc.sql("select disclosure.answer_report(:id, :answer, :words)")
                .param("id", id)
                .param("answer", answer.name())
                .param("words", vault.sealInAirlock(id, ANSWER, words))
                .query(String.class)
                .single();
    }

    private OffenceReport read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] answer = row.getBytes("answer_words");
        return new OffenceReport(
                id,
                row.getString("number"),
                row.getObject("file_id", UUID.class),
                row.getString("reporter_code"),
                row.getString("reporter_of"),
                row.getString("unit"),
                OffenceReport.Offence.valueOf(row.getString("offence")),
                row.getObject("happened_on", LocalDate.class),
                row.getString("country"),
                DisclosureRequest.Urgency.valueOf(row.getString("urgency")),
                vault.readInAirlock(id, WORDS, row.getBytes("words"), String.class),
                OffenceReport.State.valueOf(row.getString("state")),
                instant(row, "sent_at"),
                row.getBoolean("at_once"),
                DisclosureStore.code(row, "review", DisclosureRequest.Review.class),
                instant(row, "read_at"),
                DisclosureStore.code(row, "answer", OffenceReport.Answer.class),
                row.getString("answered_code"),
                instant(row, "answered_at"),
                opened(id, answer));
    }

    private @Nullable String opened(UUID id, byte @Nullable [] words) {
        return words == null ? null : vault.readInAirlock(id, ANSWER, words, String.class);
    }
}
