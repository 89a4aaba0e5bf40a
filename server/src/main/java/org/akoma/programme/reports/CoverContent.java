package org.akoma.programme.reports;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.publication.ProjectSaid;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The cover of a report: days, place, who made it for whom. People are named by their codes. */
@Component
class CoverContent {

    private final Optional<ProjectSaid> project;
    private final Organisations structures;
    private final ActorTransactions transactions;
    private final Formats words;

    CoverContent(
            Optional<ProjectSaid> project, Organisations structures, ActorTransactions transactions, Formats words) {
        this.project = project;
        this.structures = structures;
        this.transactions = transactions;
        this.words = words;
    }

    List<String> of(Actor actor, Mission mission) {
        List<String> lines = new ArrayList<>();
        lines.add(words.text(
                "reports.doc.from-to",
                words.date(mission.plan().firstDay()),
                words.date(mission.plan().lastDay())));
        if (mission.plan().town() != null)
            lines.add(words.text("reports.doc.place", mission.plan().town()));
        lines.add(words.text(
                "reports.doc.team",
                mission.team().stream()
                        .map(account -> account.toUpperCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))));
        lines.addAll(organisations(actor));
        return lines;
    }

    List<String> of(Actor actor, YearMonth month) {
        List<String> lines = new ArrayList<>();
        lines.add(words.text("reports.doc.from-to", words.date(month.atDay(1)), words.date(month.atEndOfMonth())));
        lines.addAll(organisations(actor));
        return lines;
    }

    /** Who made it, and those whom the project names to everybody. */
    private List<String> organisations(Actor actor) {
        List<String> lines = new ArrayList<>();
        lines.add(words.text("reports.doc.made-by", name(actor)));
        project.flatMap(said -> transactions.forPublication(said::said))
                .ifPresent(said -> said.roles()
                        .forEach(role -> lines.add(words.text(
                                "reports.doc.partner",
                                words.code("iati-organisation-role", role),
                                said.in(role).stream()
                                        .map(one -> one.nameIn(language()))
                                        .collect(Collectors.joining(", "))))));
        return lines;
    }

    private String name(Actor actor) {
        String code = actor.organisation();
        return transactions
                .as(actor, () -> structures.find(code))
                .map(one -> one.nameIn(LocaleContextHolder.getLocale()) + " (" + code + ")")
                .orElse(code);
    }

    private static String language() {
        return LocaleContextHolder.getLocale().getLanguage();
    }
}
