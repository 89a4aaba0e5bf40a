package org.akoma.protection.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.ErasureLedger;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on the schema retention, which functions write. */
@Repository
class RetentionStore {

    private static final String HOLD = "retention.hold/";
    private static final Compartment READS = Compartment.CUSTODY;

    private final JdbcClient jdbc;
    private final Vault vault;

    RetentionStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** What the functions answer. */
    enum Word {
        DONE,
        /** It is there already, under this id. */
        AGAIN,
        FORBIDDEN,
        DAY,
        TOO_YOUNG,
        NO_GUARDIAN,
        AGREED,
        WAITS,
        BARRED,
        NOT_DUE
    }

    List<Retained.Row> list(String after, int most) {
        return jdbc.sql("select * from retention.list(:after, :most)")
                .param("after", after)
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    private static Retained.Row read(ResultSet row) throws SQLException {
        String said = row.getString("said_by");
        String state = row.getString("state");
        String ground = row.getString("ground");
        return new Retained.Row(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("organisation"),
                Timestamps.instant(row, "closed_at"),
                row.getObject("due_on", LocalDate.class),
                said == null ? null : Retained.Asker.valueOf(said),
                row.getObject("said_on", LocalDate.class),
                row.getInt("holds"),
                bars(row),
                row.getObject("erasure_id", UUID.class),
                state == null ? null : Retained.State.valueOf(state),
                ground == null ? null : Retained.Ground.valueOf(ground),
                row.getObject("decision_id", UUID.class),
                row.getString("asked_by"),
                row.getString("agreed_by"),
                Timestamps.instant(row, "erased_at"));
    }

    private static List<Retained.Bar> bars(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("bars").getArray())
                .map(Retained.Bar::valueOf)
                .toList();
    }

    /** Codes of files. */
    List<String> wished(int most) {
        return jdbc.sql("select code from retention.wished(:most)")
                .param("most", most)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Empty for who does not work on the file. */
    Optional<Retained.Standing> standing(UUID file) {
        return jdbc.sql("select * from retention.standing(:file)")
                .param("file", file)
                .query((row, n) -> new Retained.Standing(
                        row.getObject("due_on", LocalDate.class),
                        bars(row),
                        holds(file),
                        wishes(file),
                        asked(file),
                        row.getBoolean("speaks")))
                .optional();
    }

    private List<Retained.Hold> holds(UUID file) {
        return jdbc.sql("select * from retention.holds(:file)")
                .param("file", file)
                .query((row, n) -> {
                    UUID id = row.getObject("id", UUID.class);
                    String ground = row.getString("ground");
                    byte[] sealed = row.getBytes("sealed");
                    return new Retained.Hold(
                            id,
                            ground == null ? null : Retained.HoldGround.valueOf(ground),
                            sealed == null ? null : vault.readOfHouse(READS, HOLD + id, sealed, String.class),
                            row.getString("set_by"),
                            Timestamps.moment(row, "set_at"),
                            Timestamps.instant(row, "ended_at"));
                })
                .list();
    }

    /** @param why of which nothing is left once its file is erased */
    record Held(Retained.HoldGround ground, String why) {}

    /** Of a hold that this person set, reads as the data protection officer, or whose end they decide. */
    Optional<Held> held(UUID hold) {
        return jdbc.sql("select ground, sealed from retention.hold where id = :id and sealed <> '\\x00'")
                .param("id", hold)
                .query((row, n) -> new Held(
                        Retained.HoldGround.valueOf(row.getString("ground")),
                        vault.readOfHouse(READS, HOLD + hold, row.getBytes("sealed"), String.class)))
                .optional();
    }

    /** The holds that run, for the data protection officer: of the files of one page of the list, in the order of their codes; others read their own at most. */
    List<Retained.HeldFile> running(List<Retained.Row> files) {
        return files.stream()
                .filter(file -> file.holds() > 0)
                .flatMap(file -> jdbc
                        .sql("""
                        select h.*, p.code from retention.hold h join access.person p on p.id = h.set_by
                         where h.file_id = :file and h.ended_at is null and h.sealed <> '\\x00' order by h.set_at
                        """)
                        .param("file", file.fileId())
                        .query((row, n) -> new Retained.HeldFile(
                                file.code(),
                                Retained.HoldGround.valueOf(row.getString("ground")),
                                vault.readOfHouse(
                                        READS,
                                        HOLD + row.getObject("id", UUID.class),
                                        row.getBytes("sealed"),
                                        String.class),
                                row.getString("code"),
                                Timestamps.moment(row, "set_at")))
                        .list()
                        .stream())
                .toList();
    }

    Optional<Retained.Asked> request(UUID erasure) {
        return jdbc.sql("select * from retention.asked(:id)")
                .param("id", erasure)
                .query((row, n) -> {
                    String by = row.getString("said_by");
                    return new Retained.Asked(
                            row.getString("code"),
                            by == null ? null : Retained.Asker.valueOf(by),
                            row.getObject("said_on", LocalDate.class),
                            row.getString("recorded_by"),
                            Timestamps.instant(row, "closed_at"),
                            row.getString("closed_as"),
                            row.getObject("due_on", LocalDate.class));
                })
                .optional();
    }

    boolean isComplained(UUID erasure) {
        return jdbc.sql("select retention.waits_for_a_complaint(:id)")
                .param("id", erasure)
                .query(Boolean.class)
                .single();
    }

    /** Whether who acts decides this request: the officers whom no open complaint names, and who comes next where it names all. */
    boolean isJudge(UUID subject) {
        return jdbc.sql("select retention.is_judge(:id)")
                .param("id", subject)
                .query(Boolean.class)
                .single();
    }

    /** Ends a request that no longer stands. */
    void endChanged(UUID erasure) {
        jdbc.sql("select retention.end_changed(:id)")
                .param("id", erasure)
                .query((row, n) -> true)
                .list();
    }

    private List<Retained.Wish> wishes(UUID file) {
        return jdbc.sql("select * from retention.wishes(:file)")
                .param("file", file)
                .query((row, n) -> new Retained.Wish(
                        Retained.Asker.valueOf(row.getString("said_by")),
                        row.getObject("said_on", LocalDate.class),
                        row.getString("by"),
                        Timestamps.moment(row, "recorded_at"),
                        row.getBoolean("waits"),
                        row.getBoolean("by_supervisor")))
                .list();
    }

    private @Nullable UUID asked(UUID file) {
        return jdbc.sql("select id from retention.erasure where file_id = :file and state in ('WAITING', 'AGREED')")
                .param("file", file)
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    Word wish(UUID file, AskRetention.RecordWish one) {
        return Word.valueOf(jdbc.sql("select retention.record_wish(:id, :file, :by, :on)")
                .param("id", one.id())
                .param("file", file)
                .param("by", one.by().name())
                .param("on", one.on())
                .query(String.class)
                .single());
    }

    Word hold(UUID id, String code, Retained.HoldGround ground, String why) {
        return Word.valueOf(jdbc.sql("select retention.set_hold(:id, :code, :ground, :sealed)")
                .param("id", id)
                .param("code", code)
                .param("ground", ground.name())
                .param("sealed", vault.sealForHouse(READS, HOLD + id, why))
                .query(String.class)
                .single());
    }

    Word ask(UUID id, UUID file, Retained.Ground ground) {
        return Word.valueOf(jdbc.sql("select retention.ask_erasure(:id, :file, :ground)")
                .param("id", id)
                .param("file", file)
                .param("ground", ground.name())
                .query(String.class)
                .single());
    }

    /** Whether what was asked for is still so; for who decides. */
    boolean stands(UUID erasure) {
        return jdbc.sql("select retention.stands_for_judge(:id)")
                .param("id", erasure)
                .query(Boolean.class)
                .single();
    }

    /** All that was agreed to, in order, and what of it is still to do or to note. */
    record Agreed(ErasureLedger.Erasure erasure, boolean done, boolean noted, boolean again) {}

    List<Agreed> agreed() {
        return jdbc.sql("select * from retention.lines()")
                .query((row, n) -> new Agreed(
                        new ErasureLedger.Erasure(
                                row.getInt("number"),
                                row.getObject("id", UUID.class),
                                row.getObject("file_id", UUID.class),
                                row.getString("code"),
                                row.getString("ground"),
                                row.getObject("asked_by", UUID.class),
                                row.getObject("agreed_by", UUID.class),
                                Timestamps.moment(row, "agreed_at"),
                                row.getObject("decision_id", UUID.class)),
                        row.getString("state").equals(Retained.State.ERASED.name()),
                        row.getBoolean("noted"),
                        row.getBoolean("again")))
                .list();
    }

    /** What two people agreed to, before it is in the ledger. */
    record Open(UUID id, String code, UUID decision) {}

    List<Open> open() {
        return jdbc.sql("select * from retention.to_take()")
                .query((row, n) -> new Open(
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        row.getObject("decision_id", UUID.class)))
                .list();
    }

    /** DONE: it has its number; ENDED: something came of the file since; NOT_AGREED: another copy of the application took it. */
    String take(UUID id, Instant at) {
        return jdbc.sql("select retention.take(:id, :at)")
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .single();
    }

    /** False: nobody agreed, or it is done. */
    boolean carryOut(UUID id, String mark, Instant at) {
        return jdbc.sql("select retention.carry_out(:id, :mark, :at)")
                .param("id", id)
                .param("mark", mark)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .single()
                .equals("DONE");
    }

    /** The journal's newest entry of the house is about it. */
    void note(UUID id) {
        jdbc.sql("select retention.note(:id)")
                .param("id", id)
                .query((row, n) -> true)
                .list();
    }

    /** Codes of the files that are erased. */
    Set<String> erased() {
        return Set.copyOf(jdbc.sql("select code from retention.lines() where state = 'ERASED' and here")
                .query(String.class)
                .list());
    }

    /** What is left of an erased file, for who worked for its structure or oversees all. */
    Optional<String> erasedBy(UUID decision) {
        return jdbc.sql(
                        "select code from retention.erasure where decision_id = :decision and state = 'ERASED' and organisation_id is not null")
                .param("decision", decision)
                .query(String.class)
                .optional();
    }

    Optional<Retained.Tombstone> tombstone(String code) {
        return jdbc.sql("""
            select e.*, o.code as organisation, a.code as asked, g.code as agreed from retention.erasure e
              left join access.organisation o on o.id = e.organisation_id left join access.person a on a.id = e.asked_by
              left join access.person g on g.id = e.agreed_by where e.state = 'ERASED' and e.organisation_id is not null and e.code = :code
            """)
                .param("code", code)
                .query((row, n) -> new Retained.Tombstone(
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        row.getString("organisation"),
                        Retained.Ground.valueOf(row.getString("ground")),
                        row.getString("asked"),
                        row.getString("agreed"),
                        Timestamps.moment(row, "agreed_at"),
                        Timestamps.moment(row, "erased_at"),
                        row.getObject("decision_id", UUID.class),
                        row.getInt("number"),
                        row.getString("mark"),
                        row.getBytes("entry") == null ? null : HexFormat.of().formatHex(row.getBytes("entry")),
                        Timestamps.instant(row, "again_at")))
                .optional();
    }
}
