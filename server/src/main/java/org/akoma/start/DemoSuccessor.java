package org.akoma.start;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Role;
import org.akoma.ground.people.Provisioning;
import org.akoma.ground.people.Provisioning.NewPerson;
import org.springframework.context.ApplicationContext;

/**
 * Accounts of the demo at the authority that takes over from another one by law. The reference scenario has no staff there, so that nobody could see its
 * side of a hand-over.
 */
final class DemoSuccessor {

    private static final String MANDATE = "CHILD_PROTECTION";
    private static final Map<String, Role> PEOPLE =
            Map.of("min-02", Role.MINISTRY_OFFICER, "sup-03", Role.CASE_SUPERVISOR);

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

    private static void settle(Provisioning people, Organisation successor) {
        List<NewPerson> settlers = PEOPLE.entrySet().stream()
                .filter(one -> people.actor(one.getKey()) == null)
                .map(one -> new NewPerson(Ids.next(), one.getKey(), successor.id(), one.getValue(), null, null))
                .toList();
        LocalDate first = Objects.requireNonNull(successor.validFrom());
        people.settle(settlers, first.atStartOfDay(ZoneOffset.UTC).toInstant(), Demo.PASSWORD, false);
    }

    /** Role to user name, of those that there are. */
    static Map<String, String> accounts(ApplicationContext context) {
        Provisioning people = context.getBean(Provisioning.class);
        Map<String, String> accounts = new LinkedHashMap<>();
        PEOPLE.forEach((username, role) -> {
            if (people.actor(username) != null) accounts.put(role.name(), username);
        });
        return accounts;
    }
}
