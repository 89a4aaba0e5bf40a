package org.akoma.airlock.disclosure;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.moment;
import static org.akoma.Timestamps.utc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.airlock.disclosure.DisclosureRequest.Basis;
import org.akoma.airlock.disclosure.DisclosureRequest.Fact;
import org.akoma.airlock.disclosure.DisclosureRequest.Ground;
import org.akoma.airlock.disclosure.DisclosureRequest.RequesterRole;
import org.akoma.airlock.disclosure.DisclosureRequest.State;
import org.akoma.airlock.disclosure.DisclosureRequest.Urgency;
import org.akoma.airlock.disclosure.DisclosureRequest.Without;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on the requests of the schema disclosure: each login reads its own columns, and its functions alone write. */
@Repository
class DisclosureStore {

    static final String WORDS = "disclosure.request";
    static final String GIVEN = "disclosure.given";
    private static final int MOST = 200;

    /** The columns that all sides read. */
    private static final String SHARED =
            "id, number, requester_code, requester_role, requester_of, requested_at, purpose, basis, fields, urgency, again, state, ended_at,"
                    + " refused_by, ground, at_once, review, reviewed_at, expires_at, fetched_at";

    private static final String POLICE = "select " + SHARED + ", operation_code, victim_ref from disclosure.request ";
    private static final String CUSTODY = "select " + SHARED
            + ", operation_code, victim_ref, without_code, consent, late_at from disclosure.request ";
    private static final String CARE =
            "select " + SHARED + ", file_id, without_code, consent, late_at from disclosure.request ";
    /** What waits for a word where a life is in danger, then the newest. */
    private static final String NEWEST =
            " order by state = 'WAITING' and urgency = 'LIFE_DANGER' desc, requested_at desc, id desc limit " + MOST;

    private final JdbcClient jdbc;
    private final Vault vault;

    DisclosureStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** A victim whom care has received, of an operation in which the officer takes part. */
    record Victim(String operation, String victim) {}

    List<Victim> victims() {
        return jdbc.sql("select operation, victim from disclosure.victims() limit " + MOST)
                .query((row, n) -> new Victim(row.getString(1), row.getString(2)))
                .list();
    }

    String ask(AskDisclosure asked, String name) {
        return jdbc.sql(
                        "select disclosure.ask(:id, :operation, :victim, :purpose, :basis, :fields::text[], :urgency, :words, :news)")
                .param("id", asked.id())
                .param("operation", asked.operation())
                .param("victim", asked.victim())
                .param("purpose", asked.purpose().name())
                .param("basis", asked.basis().name())
                .param("fields", asked.fields().stream().map(Enum::name).toArray(String[]::new))
                .param("urgency", asked.urgency().name())
                .param("words", vault.sealInAirlock(asked.id(), WORDS, asked.words(name)))
                .param("news", asked.news() != null)
                .query(String.class)
                .single();
    }

    String withdraw(UUID id) {
        return jdbc.sql("select disclosure.withdraw(:id)")
                .param("id", id)
                .query(String.class)
                .single();
    }

    List<DisclosureRequest> ofPolice() {
        return jdbc.sql(POLICE + NEWEST).query((row, n) -> read(row)).list();
    }

    Optional<DisclosureRequest> findOfPolice(String number) {
        return jdbc.sql(POLICE + "where number = :number")
                .param("number", number)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<DisclosureRequest> findOfPolice(UUID id) {
        return jdbc.sql(POLICE + "where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    List<DisclosureRequest> ofCustody() {
        return jdbc.sql(CUSTODY
                        + "order by state = 'WAITING' and urgency = 'LIFE_DANGER' desc, state <> 'WAITING' and not (at_once and review is null),"
                        + " requested_at desc, id desc limit "
                        + MOST)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<DisclosureRequest> findOfCustody(String number) {
        return jdbc.sql(CUSTODY + "where number = :number")
                .param("number", number)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<DisclosureRequest> findOfCustody(UUID id) {
        return jdbc.sql(CUSTODY + "where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    List<DisclosureRequest> ofFile(UUID file) {
        return jdbc.sql(CARE + "where file_id = :file" + NEWEST)
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<DisclosureRequest> findOfCare(UUID id) {
        return jdbc.sql(CARE + "where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** For the police and the data protection officer, who read the column. */
    Optional<PoliceWords> words(UUID id) {
        return opened(
                id,
                jdbc.sql("select words from disclosure.request where id = :id").param("id", id));
    }

    /** For who decides for the file, or has decided. */
    Optional<PoliceWords> wordsForDecider(UUID id) {
        return opened(id, jdbc.sql("select disclosure.words_of(:id)").param("id", id));
    }

    private Optional<PoliceWords> opened(UUID id, JdbcClient.StatementSpec asked) {
        return asked.query((row, n) -> Optional.ofNullable(row.getBytes(1)))
                .optional()
                .flatMap(one -> one)
                .map(body -> vault.unsealInAirlock(id, WORDS, body, PoliceWords.class));
    }

    /** The language of who asked, for the paper. */
    String language(UUID id) {
        return jdbc.sql("select coalesce(disclosure.language_of(:id), 'fr')")
                .param("id", id)
                .query(String.class)
                .single();
    }

    List<DisclosureRequest.Refused> refusedBefore(UUID id) {
        return jdbc.sql("select number, ended_at, fields from disclosure.refused_before(:id)")
                .param("id", id)
                .query((row, n) -> new DisclosureRequest.Refused(row.getString(1), moment(row, "ended_at"), facts(row)))
                .list();
    }

    String stateWithout(UUID id, Without code, byte[] words) {
        return jdbc.sql("select disclosure.state_without(:id, :code, :words)")
                .param("id", id)
                .param("code", code.name())
                .param("words", words)
                .query(String.class)
                .single();
    }

    /** Why it is left without consent, in the words of care, sealed under the file's key. */
    byte @Nullable [] withoutWords(UUID id) {
        return jdbc.sql("select without_words from disclosure.request where id = :id")
                .param("id", id)
                .query((row, n) -> Optional.ofNullable(row.getBytes(1)))
                .optional()
                .flatMap(one -> one)
                .orElse(null);
    }

    String prepare(UUID id, Object given, byte[] digest, boolean atOnce, GivenOutline outline, byte[] facts) {
        return jdbc.sql(
                        "select disclosure.prepare(:id, :sealed, :digest, :atOnce, :facts, cast(:unknown as text[]), cast(:telephone as text))")
                .param("facts", facts)
                .param("unknown", outline.unknown().stream().map(Enum::name).toArray(String[]::new))
                .param("telephone", outline.telephone())
                .param("id", id)
                .param("sealed", vault.sealInAirlock(id, GIVEN, given))
                .param("digest", digest)
                .param("atOnce", atOnce)
                .query(String.class)
                .single();
    }

    /** What the paper said, sealed under the file's key; null = nothing that the reader may read. */
    byte @Nullable [] factsGiven(UUID id) {
        return jdbc.sql("select disclosure.facts_given(:id)")
                .param("id", id)
                .query((row, n) -> Optional.ofNullable(row.getBytes(1)))
                .single()
                .orElse(null);
    }

    /** For the data protection officer; empty where nothing is laid ready. */
    Optional<GivenOutline> outline(UUID id) {
        return jdbc.sql("select unknown as fields, telephone from disclosure.outline_given(:id)")
                .param("id", id)
                .query((row, n) -> new GivenOutline(facts(row), row.getString("telephone")))
                .optional();
    }

    /** The code of what stands against a yes of the caller; null = nothing. */
    @Nullable
    String bar(UUID id, String kind) {
        return jdbc.sql("select disclosure.bar_now(:id, :kind)")
                .param("id", id)
                .param("kind", kind)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(one -> one)
                .orElse(null);
    }

    void sayGround(UUID id, Ground ground) {
        jdbc.sql("select disclosure.say_ground(:id, :ground)")
                .param("id", id)
                .param("ground", ground.name())
                .query((row, n) -> true)
                .list();
    }

    Optional<GivenDisclosure> fetch(UUID id, String what) {
        return jdbc.sql("select disclosure.fetch(:id, :what)")
                .param("id", id)
                .param("what", what)
                .query((row, n) -> Optional.ofNullable(row.getBytes(1)))
                .single()
                .map(body -> vault.unsealInAirlock(id, GIVEN, body, GivenDisclosure.class));
    }

    List<DisclosureRequest.Fetch> fetches(UUID id) {
        return jdbc.sql("select at, what from disclosure.fetches(:id)")
                .param("id", id)
                .query((row, n) -> new DisclosureRequest.Fetch(moment(row, "at"), row.getString(2)))
                .list();
    }

    /** One row of the link table. */
    public record Link(String victim, String file) {}

    Optional<Link> openLink(UUID id) {
        return jdbc.sql("select victim, code from disclosure.open_link(:id)")
                .param("id", id)
                .query((row, n) -> new Link(row.getString(1), row.getString(2)))
                .optional();
    }

    /** The chain of the file whose link the caller has just opened. */
    Optional<UUID> openedChain(UUID id) {
        return jdbc.sql("select disclosure.opened_chain(:id)")
                .param("id", id)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single();
    }

    List<Instant> linkOpened(UUID id) {
        return jdbc.sql("select at from disclosure.link_opened where request_id = :id order by at desc limit " + MOST)
                .param("id", id)
                .query((row, n) -> moment(row, "at"))
                .list();
    }

    /** GIVEN or REFUSED, as the child's answer to sharing with the police stands, for the data protection officer; empty: none that holds. */
    Optional<String> childSays(UUID id) {
        return jdbc.sql("select disclosure.child_says(:id) as says")
                .param("id", id)
                .query((row, n) -> Optional.ofNullable(row.getString("says")))
                .single();
    }

    /** The last day on which somebody saw the child, for who decides for the file. */
    Optional<java.time.LocalDate> lastSeen(UUID id) {
        return jdbc.sql("select disclosure.last_seen(:id)")
                .param("id", id)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, java.time.LocalDate.class)))
                .single();
    }

    /** On the login of the house. */
    List<String> escalate(Instant now) {
        return jdbc.sql("select * from disclosure.escalate(:now)")
                .param("now", utc(now))
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** On the login of the house: the numbers whose paper is gone. */
    List<String> forget(Instant now) {
        return jdbc.sql("select * from disclosure.forget(:now)")
                .param("now", utc(now))
                .query((row, n) -> row.getString(1))
                .list();
    }

    private static List<Fact> facts(ResultSet row) throws SQLException {
        Array fields = row.getArray("fields");
        return Arrays.stream((String[]) fields.getArray())
                .map(Fact::valueOf)
                .sorted()
                .toList();
    }

    private static DisclosureRequest read(ResultSet row) throws SQLException {
        Set<String> columns = new HashSet<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++)
            columns.add(row.getMetaData().getColumnName(i));
        return new DisclosureRequest(
                row.getObject("id", UUID.class),
                row.getString("number"),
                columns.contains("operation_code") ? row.getString("operation_code") : null,
                columns.contains("victim_ref") ? row.getString("victim_ref") : null,
                columns.contains("file_id") ? row.getObject("file_id", UUID.class) : null,
                row.getString("requester_code"),
                RequesterRole.valueOf(row.getString("requester_role")),
                row.getString("requester_of"),
                moment(row, "requested_at"),
                DisclosureRequest.Purpose.valueOf(row.getString("purpose")),
                Basis.valueOf(row.getString("basis")),
                facts(row),
                Urgency.valueOf(row.getString("urgency")),
                row.getBoolean("again"),
                columns.contains("without_code") ? code(row, "without_code", Without.class) : null,
                columns.contains("consent") ? code(row, "consent", DisclosureRequest.Consent.class) : null,
                State.valueOf(row.getString("state")),
                instant(row, "ended_at"),
                code(row, "refused_by", DisclosureRequest.RefusedBy.class),
                code(row, "ground", Ground.class),
                row.getBoolean("at_once"),
                code(row, "review", DisclosureRequest.Review.class),
                instant(row, "expires_at"),
                instant(row, "fetched_at"),
                columns.contains("late_at") ? instant(row, "late_at") : null);
    }

    static <E extends Enum<E>> @Nullable E code(ResultSet row, String column, Class<E> type) throws SQLException {
        String code = row.getString(column);
        return code == null ? null : Enum.valueOf(type, code);
    }
}
