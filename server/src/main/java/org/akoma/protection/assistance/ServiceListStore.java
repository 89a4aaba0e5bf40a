package org.akoma.protection.assistance;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.moment;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.ShelterCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the list of services: nothing that is sealed but the code of a shelter. */
@Repository
class ServiceListStore {

    private static final String SELECT = """
            select s.id, assistance.code_of(s.file_id) as case_code, s.code, s.state, s.provider, upper(w.code) as worker, s.planned_at, s.from_on, s.until_on,
                   s.due_at, s.started_at, s.ended_at, upper(a.code) as approved_by, s.reason, s.planned_by = :me as own, s.version,
                   h.id as shelter, h.code as shelter_code
              from assistance.service s left join cases.shelter h on h.id = s.given_at left join access.person w on w.id = s.worker_id left join access.person a on a.id = s.approved_by
            """;

    /** What who budgets sees: no place, and the first of the month in the stead of a day. */
    private static final String OVERSEEN = """
            select s.id, s.case_code, s.code, s.state, null as provider, upper(w.code) as worker, s.planned_at, s.from_in as from_on, s.until_in as until_on,
                   null::timestamptz as due_at, s.began_in as started_at, s.ended_in as ended_at, upper(a.code) as approved_by, s.reason, s.own, s.version, null::uuid as shelter, null::bytea as shelter_code
              from (select o.*, o.planned_in as planned_at from assistance.services_overseen(:one::uuid, :state, :waiting, :at, :id::uuid, :limit) o) s
              left join access.person w on w.id = s.worker_id left join access.person a on a.id = s.approved_by
            """;

    private final JdbcClient jdbc;
    private final ShelterCodes shelters;

    ServiceListStore(JdbcClient jdbc, ShelterCodes shelters) {
        this.jdbc = jdbc;
        this.shelters = shelters;
    }

    List<ListServices.Line> list(Actor actor, ListServices wanted) {
        if (oversees(actor)) return overseen(null, wanted);
        List<String> all = new ArrayList<>(List.of(lead(actor)));
        Map<String, Object> params = new HashMap<>();
        params.put("me", actor.personId());
        params.put("limit", wanted.limit() + 1);
        if (wanted.state() != null) {
            all.add("s.state = :state");
            params.put("state", wanted.state().name());
        }
        if (wanted.waiting()) all.add("s.approved_by is null and s.state in ('PLANNED', 'STARTED')");
        ListServices.Place after = wanted.after();
        if (after != null) {
            all.add("(s.planned_at, s.id) < (:at, :id::uuid)");
            params.put("at", utc(after.plannedAt()));
            params.put("id", after.id());
        }
        return jdbc.sql(SELECT + " where " + String.join(" and ", all)
                        + " order by s.planned_at desc, s.id desc limit :limit")
                .params(params)
                .query((row, n) -> read(row))
                .list();
    }

    /** @param one this service alone; null = those of the question */
    private List<ListServices.Line> overseen(@Nullable UUID one, ListServices wanted) {
        ListServices.Place after = wanted.after();
        return jdbc.sql(OVERSEEN + " order by s.planned_at desc, s.id desc")
                .param("one", one)
                .param("state", wanted.state() == null ? null : wanted.state().name())
                .param("waiting", wanted.waiting())
                .param("at", after == null ? null : utc(after.plannedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", after == null ? null : after.id())
                .param("limit", wanted.limit() + 1)
                .query((row, n) -> read(row))
                .list();
    }

    /** Who budgets opens no file, and sees none of the rows themselves. */
    static boolean oversees(Actor actor) {
        return actor.is(Role.PROJECT_MANAGER) || actor.is(Role.FINANCE_OFFICER);
    }

    /** A project manager agrees. False when somebody was faster. */
    boolean agree(UUID id, int version) {
        return jdbc.sql("select assistance.agree(:id, :version)")
                .param("id", id)
                .param("version", version)
                .query(Boolean.class)
                .single();
    }

    /** What leads to the rows; which of them exist is for the policies to say. */
    private static String lead(Actor actor) {
        if (actor.is(Role.CASE_SUPERVISOR)) return "s.supervisor_id = :me";
        if (actor.is(Role.CASE_WORKER)) return "s.worker_id = :me";
        if (actor.is(Role.PROVIDER) || actor.is(Role.SHELTER_MANAGER)) return "s.given_at = any (access.grantees())";
        return "s.file_id in (select g.file_id from access.file_grant g where g.holder = any (access.holders()) and not g.own)";
    }

    Optional<ListServices.Line> find(Actor actor, UUID id) {
        if (oversees(actor))
            return overseen(id, new ListServices(null, false, 1, null)).stream().findFirst();
        return jdbc.sql(SELECT + " where s.id = :id")
                .param("id", id)
                .param("me", actor.personId())
                .query((row, n) -> read(row))
                .optional();
    }

    private ListServices.Line read(ResultSet row) throws SQLException {
        Instant planned = moment(row, "planned_at");
        return new ListServices.Line(
                row.getObject("id", UUID.class),
                row.getString("case_code"),
                row.getString("code"),
                Service.State.valueOf(row.getString("state")),
                "IMM_SHELTER".equals(row.getString("code")) ? null : ServiceStore.provider(shelters, row),
                row.getString("worker"),
                planned,
                row.getObject("from_on", LocalDate.class),
                row.getObject("until_on", LocalDate.class),
                instant(row, "due_at"),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getString("approved_by"),
                row.getString("reason"),
                row.getBoolean("own"),
                row.getInt("version"));
    }
}
