package org.akoma.protection.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.SqlArrays;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.akoma.ground.database.KeptPlans;
import org.akoma.ground.pages.Urgency;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.UrgentMark;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The union of all that is due. Every branch is led by one column of its own, takes the first page before branches are merged, and
 * reads as its caller (docs/decisions/tasks.md).
 */
@Component
class DueStore {

    /** Who asks: the person, what they may take up for others. */
    record Who(UUID person, UUID organisation, Collection<String> roles, boolean desk, Instant now) {
        LocalDate today() {
            return LocalDate.ofInstant(now, ZoneOffset.UTC);
        }
    }

    private static final String SUPERVISES = "CASE_SUPERVISOR";

    private static final String TURN = "followup.turn(b.place, b.due_at, :judged)";

    private final JdbcClient jdbc;
    private final Vault vault;

    DueStore(JdbcClient jdbc, Vault vault) {
        this.vault = vault;
        this.jdbc = jdbc;
    }

    /** What this person is to do, in the order of {@link Urgency}; what they put off is left out. */
    List<DueItem> mine(Who who, ListTasks wanted, Map<String, Integer> hours) {
        boolean past = wanted.asOf() != null;
        boolean anyPutOff = planOnce(who) || past;
        String awake = anyPutOff ? awake(past) : "";
        return inOrder(who, wanted, (part, asked) -> {
            List<String> branches = part.of(sources(asked)).stream()
                    .flatMap(source -> own(source, who, awake, part, asked, hours))
                    .toList();
            return branches.isEmpty() ? List.of() : ask(branches, who, List.of(), asked, hours);
        });
    }

    /** What is urgent, then all else: two questions, so that each branch of the second is read along its index. */
    private List<DueItem> inOrder(Who who, ListTasks wanted, Question question) {
        ListTasks.After after = wanted.after();
        List<Found> found = new ArrayList<>();
        if (after == null || after.place() != Urgency.Place.ANY) {
            found.addAll(question.ask(Part.URGENT, wanted));
            after = null;
        }
        if (found.size() < wanted.limit()) {
            ListTasks rest = after == null ? wanted.fromTheStart() : wanted;
            found.addAll(question.ask(Part.REST, rest.first(wanted.limit() - found.size())));
        }
        return found.stream().map(Found::item).toList();
    }

    private interface Question {
        List<Found> ask(Part part, ListTasks wanted);
    }

    private enum Part {
        URGENT,
        REST;

        List<DueView> of(List<DueView> sources) {
            return this == REST
                    ? sources
                    : sources.stream().filter(DueView::mayBeFirst).toList();
        }
    }

    private static Stream<String> own(
            DueView source, Who who, String awake, Part part, ListTasks wanted, Map<String, Integer> hours) {
        return leads(source, who, wanted.asOf() != null)
                .map(one -> "(select t.*, 0 as source from "
                        + branch(source, one + awake, part, wanted, List.copyOf(hours.keySet()), ":most") + " t)");
    }

    /** By which conditions rows of this view are this person's, in SQL; each leads a branch of its own. */
    static Stream<String> leads(DueView source, Who who, boolean past) {
        String led = switch (source.lead()) {
            case PERSON, WORKER, RECEIVER -> source.workerIs(":me", past);
            // who follows the child as well has what is the worker's on the worker's branch
            case SUPERVISOR ->
                "d.supervisor_id = :me and (d.worker_id is distinct from d.supervisor_id or d.kind not in ('followup.alert-safety', 'cases.place', 'followup.place-left'))";
            case DESK -> who.desk() ? "d.organisation_id = :us and d.worker_id is null" : null;
            case ROLE -> "d.role = any (:roles)";
        };
        Stream<String> ownOnes = led == null ? Stream.of() : Stream.of(led);
        // what nobody supervises is every supervisor's of the structure, until one takes it on
        Stream<String> ofNobody =
                source.lead() == DueView.Lead.SUPERVISOR && who.roles().contains(SUPERVISES)
                        ? Stream.of("d.supervisor_id is null and d.organisation_id = :us")
                        : Stream.of();
        return Stream.concat(ownOnes, ofNobody);
    }

    /**
     * The tasks of the people of a team, including those that somebody put off. In a large team each worker's first few tasks of a kind are read
     * first ({@link TeamShare}); the answer is the same as if all were.
     */
    List<DueItem> team(Who who, List<UUID> people, ListTasks wanted, Map<String, Integer> hours) {
        return team(who, people, wanted, hours, TeamShare.first(people.size(), wanted.limit()));
    }

    /** @param first how many tasks of each worker and source are read before it is known whose others belong to the page */
    List<DueItem> team(Who who, List<UUID> people, ListTasks wanted, Map<String, Integer> hours, int first) {
        if (people.isEmpty()) return List.of();
        planOnce();
        return inOrder(who, wanted, (part, asked) -> {
            List<String> branches = ofTeam(part, asked, List.copyOf(hours.keySet()));
            if (branches.isEmpty()) return List.of();
            List<Found> found = ask(branches, who, TeamShare.ofAll(people, first), asked, hours);
            List<TeamShare> again =
                    TeamShare.after(found.stream().map(Found::share).toList(), first, asked.limit());
            return again.isEmpty() ? found : ask(branches, who, again, asked, hours);
        });
    }

    private static List<String> ofTeam(Part part, ListTasks wanted, List<String> timed) {
        List<DueView> sources = sources(wanted).stream().filter(DueView::ofTeam).toList();
        List<String> branches = new ArrayList<>();
        for (int n = 0; n < sources.size(); n++)
            branches.add("(select t.*, " + n + " as source from p cross join lateral "
                    + branch(
                            sources.get(n),
                            sources.get(n).workerIs("p.id", wanted.asOf() != null),
                            part,
                            wanted,
                            timed,
                            "p.most")
                    + " t where p.source is null or p.source = " + n
                    + " order by place, turn, id, kind limit :most)");
        return branches;
    }

    /** Planning a branch takes longer than reading it: those that hold none of the kinds are left out. */
    private static List<DueView> sources(ListTasks wanted) {
        return sources(wanted.asOf()).stream()
                .filter(source -> source.mayHold(wanted.kinds()))
                .toList();
    }

    private static List<DueView> sources(@Nullable Instant asOf) {
        if (asOf == null) return DueViews.ALL;
        return DueViews.ALL.stream().map(DueView::asItWas).distinct().toList();
    }

    private static String branch(
            DueView source, String led, Part part, ListTasks wanted, List<String> timed, String most) {
        String due = source.dueAt(timed);
        boolean past = wanted.asOf() != null;
        String rows = "select d.kind, d.id, d.file_id, " + source.worker(past) + " as worker_id, " + due
                + " as due_at, %s from " + source.from(past) + " where " + led + " and " + source.open(past)
                + (wanted.kinds().isEmpty() ? "" : " and d.kind = any (:wanted)")
                + (wanted.file() == null
                        ? ""
                        : " and d.file_id = (select c.id from cases.file_code c where c.code = :file)")
                + (wanted.until() == null
                        ? ""
                        : " and (" + source.dueBy(":until", timed) + " or " + due + " = 'infinity')");
        String after = "(coalesce(:after, 'infinity'::timestamptz), :afterId, :afterKind)";
        if (part == Part.URGENT)
            return "(select b.*, " + TURN + " as turn from (" + rows.formatted(source.place(timed) + " as place")
                    + source.urgentBy(timed)
                    + " offset 0) b"
                    + " where b.place < " + Urgency.Place.ANY.ordinal()
                    + (wanted.after() == null
                            ? ""
                            : " and (b.place > :afterPlace or b.place = :afterPlace and (" + TURN + ", b.id, b.kind) > "
                                    + after + ")")
                    + " order by b.place, turn, b.id, b.kind limit " + most + ")";
        return "(" + rows.formatted(Urgency.Place.ANY.ordinal() + " as place, " + due + " as turn")
                + (source.mayBeFirst() ? " and " + source.place(timed) + " = " + Urgency.Place.ANY.ordinal() : "")
                + (wanted.after() == null ? "" : " and (" + due + ", d.id, d.kind) > " + after)
                + " order by " + source.order() + " limit " + most + ")";
    }

    /** Not put off: now, or at the end of the past day. */
    static String awake(boolean past) {
        return " and not exists (select from tasks.snooze s where s.person_id = :me and s.kind = d.kind and s.item_id = d.id and s.until > :today"
                + (past
                        ? " and s.at < :at and (s.ended_at is null or s.ended_at >= :at))"
                        : " and s.ended_at is null)");
    }

    /** A task, and whose list of which branch it comes from. */
    private record Found(DueItem item, @Nullable UUID worker, int source) {
        TeamShare.Of share() {
            return new TeamShare.Of(Objects.requireNonNull(worker), source);
        }
    }

    /** @param shares of a team; empty where the branches name nobody but the caller */
    private List<Found> ask(
            List<String> branches, Who who, List<TeamShare> shares, ListTasks wanted, Map<String, Integer> hours) {
        String team = shares.isEmpty()
                ? ""
                : "with p (id, source, most) as materialized (select * from unnest(:people::uuid[], :sources::int[], :shares::int[])) ";
        String sql = team
                + "select t.kind, t.id, t.worker_id, t.source, t.file_id, t.due_at, t.place, coalesce(f.code, s.number) as code,"
                // the risk is for those who work on the file, not for those who were asked for one thing (trust.md G8)
                + " (select dd.kind from access.decision dd where t.kind = 'access.decide' and dd.id = t.id) as decision,"
                + " (select x.risk from cases.case_file x where x.id = f.id) as risk,"
                + " followup.is_seen_high(f.id) and not exists (select from cases.case_file x where x.id = f.id and x.risk = 'HIGH') as proposed, p.code as worker from ("
                + "select * from (" + String.join(" union all ", branches)
                + ") u order by place, turn, id, kind limit :most) t"
                + " left join cases.file_code f on f.id = t.file_id"
                + " left join slips.slip s on t.kind like 'slips.%' and s.id = t.id left join access.person p on p.id = t.worker_id"
                + " order by t.place, t.turn, t.id, t.kind";
        Instant at = wanted.asOf();
        return jdbc.sql(sql)
                .param("me", who.person())
                .param("us", who.organisation())
                .param("roles", who.roles().toArray(String[]::new))
                .param("people", SqlArrays.ids(shares, TeamShare::worker))
                .param("sources", SqlArrays.numbers(shares, TeamShare::source))
                .param("shares", SqlArrays.numbers(shares, TeamShare::most))
                .param("kinds", hours.keySet().toArray(String[]::new))
                .param("hours", hours.values().toArray(Integer[]::new))
                .param("wanted", wanted.kinds().toArray(String[]::new))
                .param("file", wanted.file(), Types.VARCHAR)
                .param("until", moment(wanted.until()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("unsafe", DueViews.UNSAFE.toArray(String[]::new))
                .param("ofHours", DueViews.OF_HOURS.toArray(String[]::new))
                .param("over", moment(Urgency.longOver(wanted.judgedAt(who.now()))))
                .param("soon", moment(Urgency.soon(wanted.judgedAt(who.now()))))
                .param(
                        "afterPlace",
                        wanted.after() == null ? null : wanted.after().place().ordinal(),
                        Types.INTEGER)
                .param(
                        "after",
                        wanted.after() == null ? null : moment(wanted.after().turn()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("judged", moment(wanted.judgedAt(who.now())), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("afterId", wanted.after() == null ? null : wanted.after().id(), Types.OTHER)
                .param(
                        "afterKind",
                        wanted.after() == null ? null : wanted.after().kind(),
                        Types.VARCHAR)
                .param("at", moment(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("today", at == null ? who.today() : LocalDate.ofInstant(at.minusMillis(1), ZoneOffset.UTC))
                .param("most", wanted.limit())
                .query((row, n) -> new Found(item(row), row.getObject("worker_id", UUID.class), row.getInt("source")))
                .list();
    }

    private static DueItem item(ResultSet row) throws SQLException {
        return new DueItem(
                row.getString("kind"),
                row.getObject("id", UUID.class),
                row.getString("decision"),
                row.getObject("file_id", UUID.class),
                row.getString("code"),
                row.getString("risk"),
                row.getString("worker"),
                due(row.getObject("due_at", OffsetDateTime.class)),
                Urgency.Place.values()[row.getInt("place")],
                row.getBoolean("proposed"));
    }

    /**
     * Planning some forty branches takes longer than reading them: for this transaction the connection uses the plan that it has kept.
     *
     * @return whether the person has put off any task that is open
     */
    boolean planOnce(Who who) {
        if (CompartmentContext.current() != Compartment.PROTECTION) {
            planOnce();
            return true;
        }
        return jdbc.sql("""
                        select cases.see_urgent(:key), exists (select from tasks.snooze s
                         where s.person_id = :me and s.ended_at is null and s.until > :today) as put_off
                        """)
                .param("key", UrgentMark.key(vault))
                .param("me", who.person())
                .param("today", who.today())
                .query((row, n) -> row.getBoolean("put_off"))
                .single();
    }

    /** The same, where nothing is asked about what was put off. */
    private void planOnce() {
        if (CompartmentContext.current() != Compartment.PROTECTION) {
            KeptPlans.use(jdbc);
            return;
        }
        // the same, and the key by which the clock of urgent care knows whom it runs for
        jdbc.sql("select cases.see_urgent(:key)")
                .param("key", UrgentMark.key(vault))
                .query((row, n) -> true)
                .list();
    }

    private static @Nullable Instant due(@Nullable OffsetDateTime due) {
        return due == null || due.equals(OffsetDateTime.MAX) ? null : due.toInstant();
    }

    static @Nullable OffsetDateTime moment(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** Whom the caller supervises now. */
    List<UUID> people() {
        return jdbc.sql("select id from access.person where id in (select access.supervised()) order by code")
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /** The one of these with this user name; none when it is none of them. */
    List<UUID> only(List<UUID> people, String username) {
        return jdbc.sql("select id from access.person where id = any (:people::uuid[]) and code = :code")
                .param("people", people.stream().map(UUID::toString).toArray(String[]::new))
                .param("code", username)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /**
     * What each of these carries, by user name: all in one question, so that a team costs one reading of each index.
     *
     * @param hours the limits by kind
     * @param now late is what was due before
     * @param asOf the end of a past day, of the files that were the worker's then; null = now
     * @param most how many there should be
     * @param counted late tasks are counted so far
     */
    List<Caseload> loads(
            List<UUID> people, Map<String, Integer> hours, Instant now, @Nullable Instant asOf, int most, int counted) {
        List<String> timed = List.copyOf(hours.keySet());
        String late = sources(asOf).stream()
                .filter(DueView::ofTeam)
                .map(source -> "(select from " + source.from(asOf != null) + " where "
                        + source.workerIs("p.id", asOf != null) + " and " + source.open(asOf != null) + " and "
                        + source.dueBy(":before", timed) + " limit :counted)")
                .collect(Collectors.joining(" union all "));
        String open = asOf == null
                ? "cases.case_file f where f.worker_id = p.id and f.status not in ('CLOSED', 'TRANSFERRED')"
                : "cases.was_in_hands w join cases.case_file f on f.id = w.file_id where w.worker = p.id::text and "
                        + DueView.HELD + " and (f.closed_at is null or f.closed_at >= :at)";
        // who left, or was not there yet, is shown where they hold files
        String works =
                "p.contract_from <= :day and p.contract_until > :day and exists (select from access.person_role r"
                        + " where r.person_id = p.id and r.approved_at <= :now and r.valid_from <= :now and r.valid_until > :now)";
        planOnce();
        return jdbc.sql("select l.* from (select p.code, " + works + " as works, (select count(*) from " + open
                        + ") as open, (select count(*) from (select from (" + late
                        + ") u limit :counted) c) as late from access.person p where p.id = any (:people::uuid[])) l"
                        + " where l.works or l.open > 0 or l.late > 0 order by l.code")
                .param("people", people.stream().map(UUID::toString).toArray(String[]::new))
                .param("kinds", hours.keySet().toArray(String[]::new))
                .param("hours", hours.values().toArray(Integer[]::new))
                .param("before", moment(now.minusNanos(1000)), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("at", moment(asOf), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("counted", counted)
                .param("now", moment(now.minusNanos(1000)), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("day", LocalDate.ofInstant(now.minusMillis(1), ZoneOffset.UTC))
                .query((row, n) ->
                        new Caseload(row.getString("code"), row.getInt("open"), most, row.getInt("late"), null))
                .list();
    }
}
