package org.akoma.protection.placement;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.ProposedWords;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.placement. */
@Repository
class PlacementStore {

    static final String SEAL_CONTEXT = "cases.placement";

    private final JdbcClient jdbc;
    private final Vault vault;

    PlacementStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first. */
    List<Placement> of(UUID file) {
        return jdbc.sql("select * from cases.placement where file_id = :file order by since desc, id desc")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    /** What the file said of them at that moment, which is past. */
    List<Placement> of(UUID file, Instant then) {
        return jdbc.sql("""
                        select case when p.ended_at <= :then then p.state when p.kind = 'SHELTER' or p.approved_at <= :then then 'CURRENT' else 'PROPOSED' end as state,
                               case when p.ended_at <= :then then p.until end as until, case when p.ended_at <= :then then p.end_reason end as end_reason,
                               case when p.care_order_on <= :then::date then p.care_order_on end as care_order_on, p.*
                          from cases.placement p where p.file_id = :file and p.recorded_at <= :then order by p.since desc, p.id desc
                        """)
                .param("file", file)
                .param("then", utc(then))
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Placement> find(UUID file, UUID id) {
        return jdbc.sql("select * from cases.placement where file_id = :file and id = :id")
                .param("file", file)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Whether the home abroad was never left for, and this is the country where the child lived before it. */
    boolean turnsBack(UUID file, String country, UUID placement) {
        return jdbc.sql("select cases.may_turn_back(:file, :country, :placement)")
                .param("file", file)
                .param("country", country)
                .param("placement", placement)
                .query(Boolean.class)
                .single();
    }

    /** The place that this move left. */
    Optional<UUID> from(UUID move) {
        return jdbc.sql("select from_id from cases.placement where id = :move and from_id is not null")
                .param("move", move)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
    }

    /** Whether the child has no place since it went missing, was seen again, and this is the country of the structure that looks after it. */
    boolean maySleepWhereFound(UUID file, String country) {
        return jdbc.sql("select coalesce(cases.may_sleep_where_found(:file, :country), false)")
                .param("file", file)
                .param("country", country)
                .query(Boolean.class)
                .single();
    }

    /** Whether the child is searched for and no visit has seen it since. */
    boolean isSoughtUnseen(UUID file) {
        return jdbc.sql("select cases.is_sought_unseen(:file)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** Whether the family bars a return; for who does not see the family, as if it did: what is asked of them tells nothing. */
    boolean familyBars(UUID file) {
        return jdbc.sql("select coalesce(cases.bars_return(:file), true)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** The country of the place where the child is, or was last; before any place, of the structure that looks after the file. */
    Optional<String> countryNow(UUID file) {
        return jdbc.sql("select cases.where_now(:file)")
                .param("file", file)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single();
    }

    /** Who manages this shelter now. */
    List<UUID> shelterPeople(UUID shelter) {
        return jdbc.sql("select * from cases.shelter_people(:shelter) as person")
                .param("shelter", shelter)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Who manages this shelter now, and the supervisors of the structure that runs it. */
    List<UUID> shelterKeepers(UUID shelter) {
        return jdbc.sql("select * from cases.shelter_keepers(:shelter) as person")
                .param("shelter", shelter)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Who manages the shelter in which the child stayed last; nobody where it stayed in none. */
    List<UUID> lastShelterPeople(UUID file) {
        return of(file).stream()
                .filter(one -> one.state() == Placement.State.CURRENT || one.state() == Placement.State.ENDED)
                .flatMap(one -> Stream.ofNullable(one.shelterId()))
                .findFirst()
                .map(this::shelterPeople)
                .orElse(List.of());
    }

    /** Taken back by who proposed it. */
    void withdraw(UUID placement) {
        jdbc.sql(
                        "update cases.placement set state = 'REFUSED', until = since, version = version + 1 where id = :id and state = 'PROPOSED'")
                .param("id", placement)
                .update();
    }

    Optional<Placement> in(UUID file, Placement.State state) {
        return jdbc.sql(
                        "select * from cases.placement where file_id = :file and state = :state order by id desc limit 1")
                .param("file", file)
                .param("state", state.name())
                .query((row, n) -> read(row))
                .optional();
    }

    /**
     * @param orderDue by which day a care order is asked for; null = none is
     * @param from the home that the child left for this one; null = none, or it does not begin yet
     */
    void insert(UUID file, Placement made, @Nullable LocalDate orderDue, @Nullable UUID from, @Nullable UUID answers) {
        jdbc.sql("""
                        insert into cases.placement (id, file_id, kind, state, shelter_id, country, since, reason, care_order_on, care_order_due, recorded_by,
                               sealed, from_id, relation, answers)
                        values (:id, :file, :kind, :state, :shelter, :country, :since, :reason, :order, :orderDue, :by, :sealed, :from::uuid, :relation, :answers::uuid)
                        """)
                .param("id", made.id())
                .param("file", file)
                .param("kind", made.kind().name())
                .param("state", made.state().name())
                .param("shelter", made.shelterId())
                .param("country", made.country())
                .param("since", made.since())
                .param("reason", made.reason() == null ? null : made.reason().name())
                .param("order", made.careOrderOn())
                .param("orderDue", orderDue)
                .param("by", made.recordedBy())
                .param("sealed", vault.seal(file, SEAL_CONTEXT, made.words()))
                .param("from", from, java.sql.Types.OTHER)
                .param("answers", answers, java.sql.Types.OTHER)
                .param(
                        "relation",
                        made.words().relation() == null
                                ? null
                                : made.words().relation().name(),
                        java.sql.Types.VARCHAR)
                .update();
    }

    /** Where the child lived before this move, and before those moves before it that were reversed as well; empty: nowhere. */
    Optional<UUID> before(UUID move) {
        return jdbc.sql("select cases.way_back(:move)")
                .param("move", move)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .optional()
                .flatMap(found -> found);
    }

    /**
     * An alert of danger from which a move brought a child away.
     *
     * @param closedAt null = it runs
     */
    record DangerLeft(UUID alert, String type, @Nullable Instant closedAt) {}

    /** Whether the move, undone, would lead the child back into danger. */
    boolean leadsIntoDanger(UUID move) {
        return jdbc.sql("select cases.leads_into_danger(:move)")
                .param("move", move)
                .query(Boolean.class)
                .single();
    }

    /** The alerts of that danger, those that run first, for who reads the alerts of the child. */
    List<DangerLeft> dangersLeft(UUID move) {
        return dangers(jdbc.sql("select * from cases.dangers_shown(:move)").param("move", move));
    }

    /**
     * The alerts of danger that a decision about a home is made in spite of, those that run first, for who reads the alerts of the child.
     *
     * @param stay the home, where one is decided about; in a shelter where the child lived before, the alerts that may be about it as well
     */
    List<DangerLeft> dangersKnown(UUID file, @Nullable UUID stay) {
        return dangers(jdbc.sql("select * from cases.dangers_known(:file, :stay)")
                .param("file", file)
                .param("stay", stay, java.sql.Types.OTHER));
    }

    private static List<DangerLeft> dangers(JdbcClient.StatementSpec asked) {
        return asked.query((row, n) -> new DangerLeft(
                        row.getObject("alert", UUID.class), row.getString("type"), instant(row, "closed_at")))
                .list();
    }

    /** Whether other words about this home would be a way into a danger that runs. */
    boolean changesIntoDanger(UUID placement) {
        return jdbc.sql("select cases.changes_into_danger(:placement)")
                .param("placement", placement)
                .query(Boolean.class)
                .single();
    }

    /** Whether a child who arrives there comes to no home, because of a danger that was reported since two people agreed to it. */
    boolean arrivesIntoDanger(UUID placement) {
        return jdbc.sql("select cases.arrives_into_danger(:placement)")
                .param("placement", placement)
                .query(Boolean.class)
                .single();
    }

    /** The child lives there again: the move away was reversed. The database holds that it was. */
    void goBack(UUID placement) {
        jdbc.sql("update cases.placement set state = 'CURRENT', until = null, version = version + 1 where id = :id")
                .param("id", placement)
                .update();
    }

    /** Left for no other place. */
    void leave(UUID file, Placement current, LeavePlace command) {
        jdbc.sql("""
                        update cases.placement set state = 'ENDED', until = :day, end_reason = :reason, sealed = :sealed, version = version + 1
                         where id = :id
                        """)
                .param("day", command.day())
                .param("reason", command.reason().name())
                .param("sealed", vault.seal(file, SEAL_CONTEXT, current.words().left(command.words())))
                .param("id", current.id())
                .update();
    }

    /** False when it no longer has this version. */
    boolean rewrite(UUID file, UUID placement, Placement.SealedText words, int version) {
        return jdbc.sql(
                                "update cases.placement set sealed = :sealed, version = version + 1 where id = :id and version = :version")
                        .param("sealed", vault.seal(file, SEAL_CONTEXT, words))
                        .param("id", placement)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** As was agreed to: the words that were sealed with the proposal. */
    void rewrite(UUID placement, UUID agreed) {
        jdbc.sql("update cases.placement set sealed = " + ProposedWords.bytes(ProposedWords.SEALED)
                        + ", version = version + 1 where id = :id")
                .param("agreed", agreed)
                .param("id", placement)
                .update();
    }

    /** @param day the first day on which the child no longer lives there */
    void end(UUID placement, LocalDate day) {
        jdbc.sql("update cases.placement set state = 'ENDED', until = :day, version = version + 1 where id = :id")
                .param("day", day)
                .param("id", placement)
                .update();
    }

    void approve(UUID placement, UUID by, Instant now) {
        approved("state = 'CURRENT'", placement, by, now);
    }

    /** A home abroad, which begins with the arrival. */
    void agree(UUID placement, UUID by, Instant now) {
        approved("state = state", placement, by, now);
    }

    private void approved(String state, UUID placement, UUID by, Instant now) {
        jdbc.sql("update cases.placement set " + state
                        + ", approved_by = :by, approved_at = :now, version = version + 1 where id = :id")
                .param("by", by)
                .param("now", utc(now))
                .param("id", placement)
                .update();
    }

    /** Another home abroad that was agreed to; while the child is on the way, only one in the country to which it goes is replaced so. */
    void withdrawOtherAgreed(UUID file, UUID but) {
        jdbc.sql("""
                        update cases.placement p set state = 'REFUSED', until = since, version = version + 1
                         where file_id = :file and id <> :but and state = 'PROPOSED' and approved_at is not null
                           and (country = (select n.country from cases.placement n where n.id = :but)
                                or not exists (select from cases.homecoming h where h.file_id = p.file_id and h.state = 'DEPARTED'))
                        """).param("file", file).param("but", but).update();
    }

    /** The home in this country to which two people agreed and to which the child is to go. */
    Optional<Placement> agreedIn(UUID file, String country) {
        return of(file).stream()
                .filter(one -> one.isAgreed() && one.country().equals(country))
                .findFirst();
    }

    /** The child has arrived at the home that was agreed to. */
    void arrive(UUID placement) {
        jdbc.sql("update cases.placement set state = 'CURRENT', version = version + 1 where id = :id")
                .param("id", placement)
                .update();
    }

    void refuse(UUID file, Placement proposed, Placement.SealedText words, UUID by, Instant now) {
        jdbc.sql("""
                        update cases.placement set state = 'REFUSED', until = since, approved_by = :by, approved_at = :now, sealed = :sealed,
                               version = version + 1 where id = :id
                        """)
                .param("by", by)
                .param("now", utc(now))
                .param("sealed", vault.seal(file, SEAL_CONTEXT, words))
                .param("id", proposed.id())
                .update();
    }

    /** The attached order on which the decision rests. */
    Optional<UUID> orderOf(UUID decision) {
        return jdbc.sql("select cases.order_shown(:decision)")
                .param("decision", decision)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single();
    }

    void order(UUID placement, LocalDate day) {
        jdbc.sql("update cases.placement set care_order_on = :day, version = version + 1 where id = :id")
                .param("day", day)
                .param("id", placement)
                .update();
    }

    private Placement read(ResultSet row) throws SQLException {
        @Nullable String reason = row.getString("reason");
        @Nullable String left = row.getString("end_reason");
        return new Placement(
                row.getObject("id", UUID.class),
                Placement.Kind.valueOf(row.getString("kind")),
                Placement.State.valueOf(row.getString("state")),
                row.getObject("shelter_id", UUID.class),
                row.getString("country"),
                row.getObject("since", LocalDate.class),
                row.getObject("until", LocalDate.class),
                reason == null ? null : Placement.Reason.valueOf(reason),
                left == null ? null : LeavePlace.Reason.valueOf(left),
                row.getObject("care_order_on", LocalDate.class),
                row.getObject("care_order_due", LocalDate.class),
                row.getObject("approved_by", UUID.class),
                instant(row, "approved_at"),
                row.getObject("recorded_by", UUID.class),
                vault.read(
                        row.getObject("file_id", UUID.class),
                        SEAL_CONTEXT,
                        row.getBytes("sealed"),
                        Placement.SealedText.class),
                row.getInt("version"));
    }
}
