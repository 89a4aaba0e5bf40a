package org.akoma.protection.assistance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the page of a child's file on what is done for the child: services, and the parts of the rooms above. */
@Component
public class AidPage {

    private final FileShell shell;
    private final Services services;
    private final Providers providers;
    private final ServedGoals goals;
    private final Monitorings monitorings;
    private final PersonCodes people;
    private final CodeLists lists;
    private final CaseWork work;
    private final ObjectProvider<AidPart> parts;

    AidPage(
            FileShell shell,
            Services services,
            Providers providers,
            ServedGoals goals,
            Monitorings monitorings,
            PersonCodes people,
            CodeLists lists,
            CaseWork work,
            ObjectProvider<AidPart> parts) {
        this.shell = shell;
        this.services = services;
        this.providers = providers;
        this.goals = goals;
        this.monitorings = monitorings;
        this.people = people;
        this.lists = lists;
        this.work = work;
        this.parts = parts;
    }

    /** @return the name of the template */
    public String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        List<Service> all = PageResponses.read(services.of(actor, frame.code()));
        List<UUID> hands = parts.orderedStream()
                .flatMap(part -> part.add(actor, frame, all, model).stream())
                .toList();
        boolean open = frame.file().status().open();
        boolean plans = actor.may(Verb.SERVICE_PLAN);
        model.addAttribute("services", all);
        model.addAttribute("unnoted", monitorings.missing(actor, all));
        model.addAttribute("now", work.now());
        model.addAttribute(
                "serviceCodes",
                lists.codesOf("assistance").stream()
                        .filter(one -> !frame.emergencyCareOnly() || !one.startsWith("LT"))
                        .toList());
        model.addAttribute("plans", frame.writes(Section.ASSISTANCE) && plans);
        model.addAttribute("inHand", open ? services.inHand(actor, frame.code()) : Set.of());
        model.addAttribute("changes", open && actor.may(Verb.SERVICE_GIVE) && !frame.least());
        model.addAttribute("approves", open && actor.may(Verb.SERVICE_APPROVE));
        model.addAttribute("myself", actor.personId());
        model.addAttribute("providers", open && plans ? providers.choices(actor) : Map.of());
        model.addAttribute("providerNames", providers.names(actor));
        model.addAttribute("goals", open && plans ? goals.choices(actor, frame.code(), null) : Map.of());
        model.addAttribute(
                "people",
                people.of(actor, Stream.concat(hands(all), hands.stream()).toList()));
        return "assistance/aid";
    }

    private static Stream<UUID> hands(List<Service> all) {
        return all.stream()
                .flatMap(one -> Stream.concat(Stream.of(one.plannedBy()), Stream.ofNullable(one.approvedBy())));
    }
}
