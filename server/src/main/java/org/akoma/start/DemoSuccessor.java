package org.akoma.start;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Role;
import org.akoma.ground.people.Provisioning;
import org.akoma.ground.people.Provisioning.NewPerson;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Accounts of the demo at the authority that takes over from another one by law. The reference scenario has no staff there, so that nobody could see its
 * side of a hand-over.
 */
final class DemoSuccessor {

    private static final String MANDATE = "CHILD_PROTECTION";
    private static final String SUPERVISOR = "sup-03";
    private static final Map<String, Role> PEOPLE = new TreeMap<>(
            Map.of("min-02", Role.MINISTRY_OFFICER, SUPERVISOR, Role.CASE_SUPERVISOR, "sw-10", Role.CASE_WORKER));

    private DemoSuccessor() {}

    static void settle(ApplicationContext context) {
        Provisioning people = context.getBean(Provisioning.class);
        Actor manager = people.firstWith(Role.PROJECT_MANAGER);
        if (manager == null) return;
        Organisations organisations = context.getBean(Organisations.class);
        LocalDate today = LocalDate.ofInstant(context.getBean(Clock.class).instant(), ZoneOffset.UTC);
        context.getBean(ActorTransactions.class).as(manager, organisations::all).stream()
                .filter(one -> MANDATE.equals(one.mandate()) && one.validFrom() != null && one.existsOn(today))
                .findFirst()
                .ifPresent(successor -> settle(people, successor));
    }

    /** In the order of their user names: the worker after the supervisor. */
    private static void settle(Provisioning people, Organisation successor) {
        UUID supervisor = Ids.next();
        List<NewPerson> settlers = PEOPLE.entrySet().stream()
                .filter(one -> people.actor(one.getKey()) == null)
                .map(one -> new NewPerson(
                        one.getKey().equals(SUPERVISOR) ? supervisor : Ids.next(),
                        one.getKey(),
                        successor.id(),
                        one.getValue(),
                        null,
                        one.getValue() == Role.CASE_WORKER ? supervisor : null))
                .toList();
        Instant first = Objects.requireNonNull(successor.validFrom())
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        people.settle(settlers, first, Demo.PASSWORD, false);
    }

    /**
     * The accounts for the list that the demo prints when it is ready. They are read from the scenario: the password of the database's owner, which reading
     * them there would need, is forgotten by then.
     *
     * @return user name by role; empty before the first day of the authority
     */
    static Map<String, String> accounts(byte[] story, LocalDate today) {
        Map<String, String> accounts = new TreeMap<>();
        for (JsonNode one : JsonMapper.shared().readTree(story).path("organisations"))
            if (MANDATE.equals(one.path("mandate").asString())
                    && !LocalDate.parse(one.path("validFrom").asString("9999-12-31"))
                            .isAfter(today)) PEOPLE.forEach((username, role) -> accounts.put(role.name(), username));
        return accounts;
    }
}
