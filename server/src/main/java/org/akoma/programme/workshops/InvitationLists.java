package org.akoma.programme.workshops;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.akoma.exchange.spreadsheets.Choices;
import org.akoma.exchange.spreadsheets.PeopleList;
import org.akoma.exchange.spreadsheets.PeopleLists;
import org.akoma.ground.access.Actor;
import org.akoma.programme.workshops.Workshop.Category;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Invitations to a workshop from a file: the group of each person and, where it is known, the name. */
@Component
class InvitationLists {

    private final Workshops workshops;
    private final PeopleLists lists;
    private final List<PeopleList.Column> columns;

    InvitationLists(Workshops workshops, PeopleLists lists, MessageSource messages) {
        this.workshops = workshops;
        this.lists = lists;
        Choices categories = new Choices();
        for (Category one : Category.values())
            categories.add(
                    one.name(),
                    messages.getMessage("evaluation.category." + one, null, Locale.FRENCH),
                    messages.getMessage("evaluation.category." + one, null, Locale.ENGLISH));
        columns = List.of(
                new PeopleList.Column(
                        "category", true, List.of("groupe", "group", "catégorie"), "evaluation.category", categories),
                PeopleList.Column.text("name", "nom", "nom et prénom", "full name"));
    }

    List<PeopleList.Column> columns() {
        return columns;
    }

    PeopleList tried(Actor actor, Workshop of, PeopleList list) {
        return lists.tried(
                actor,
                of.id().toString(),
                list,
                InvitationLists::invite,
                one -> workshops.invite(actor, of.code(), one));
    }

    PeopleList saved(Actor actor, Workshop of, PeopleList list) {
        return lists.done(
                actor,
                of.id().toString(),
                list,
                InvitationLists::invite,
                one -> workshops.invite(actor, of.code(), one));
    }

    private static Invite invite(UUID id, PeopleList.Line line) {
        return new Invite(id, Category.valueOf(Objects.requireNonNull(line.of("category"))), line.of("name"));
    }
}
