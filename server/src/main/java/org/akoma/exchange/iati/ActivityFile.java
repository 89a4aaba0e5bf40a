package org.akoma.exchange.iati;

import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;
import org.akoma.ground.reference.Place;
import org.akoma.ground.reference.Places;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * The activity of IATI 2.03, in the order of its schema. Nothing in it is of a child: words that two people confirmed, sums without small counts, and figures of agreed releases.
 *
 * @param paid without sums of few children
 * @param now when it is written
 */
record ActivityFile(
        ProposeFacts facts,
        List<Paid> paid,
        List<ResultFigure> figures,
        Places places,
        MessageSource texts,
        Instant now) {

    private static final String VERSION = "2.03";
    private static final String EXPENDITURE = "4";
    private static final String WEB_PAGE = "A12";
    private static final String SDG_GOALS = "2";
    private static final String SDG_TARGETS = "3";
    private static final List<String> GOALS = List.of("8", "16");

    /** Child labour and trafficking of children: the project contributes, and computes no indicator of theirs (requirements.md 6). */
    private static final List<String> TARGETS = List.of("8.7", "16.2");

    private static final String REGION = "1";
    private static final String APPROXIMATE = "2";
    private static final String IN_SEVERAL_COUNTRIES = "3";
    private static final String IN_ONE_COUNTRY = "4";
    private static final int WHOLE = 100;

    void write(OutputStream out) throws XMLStreamException {
        try (ActivityXml xml = new ActivityXml(out)) {
            String written = now.truncatedTo(ChronoUnit.SECONDS).toString();
            xml.element(
                    "iati-activities", () -> activity(xml, written), "version", VERSION, "generated-datetime", written);
        }
    }

    private void activity(ActivityXml xml, String written) throws XMLStreamException {
        xml.element(
                "iati-activity",
                () -> {
                    who(xml);
                    when(xml);
                    where(xml);
                    what(xml);
                    money(xml);
                    documents(xml);
                    new ActivityResults(facts.start(), facts.targets(), figures, texts).write(xml);
                },
                "xml:lang",
                "fr",
                "default-currency",
                facts.currency(),
                "last-updated-datetime",
                written);
    }

    private void who(ActivityXml xml) throws XMLStreamException {
        xml.text("iati-identifier", facts.activityRef());
        xml.element(
                "reporting-org",
                () -> xml.narrative(facts.reporterName()),
                "ref",
                facts.reporterRef(),
                "type",
                facts.reporterType());
        xml.said("title", facts.titleFr(), facts.titleEn());
        xml.said("description", facts.descriptionFr(), facts.descriptionEn(), "type", "1");
        for (ProposeFacts.Partner one : facts.partners())
            xml.element(
                    "participating-org",
                    () -> xml.named(one.name(), one.nameEn()),
                    "ref",
                    one.ref(),
                    "type",
                    one.type(),
                    "role",
                    one.role());
    }

    private void when(ActivityXml xml) throws XMLStreamException {
        xml.empty("activity-status", "code", facts.status());
        day(xml, "1", facts.plannedStart());
        day(xml, "2", facts.actualStart());
        day(xml, "3", facts.plannedEnd());
        day(xml, "4", facts.actualEnd());
        xml.element(
                "contact-info",
                () -> {
                    xml.element("organisation", () -> xml.named(facts.contactName(), facts.contactNameEn()));
                    xml.text("email", facts.contactEmail());
                    if (facts.website() != null) xml.text("website", Objects.requireNonNull(facts.website()));
                },
                "type",
                "1");
        for (ProposeFacts.Contact one : facts.contacts()) contact(xml, one);
    }

    private static void contact(ActivityXml xml, ProposeFacts.Contact one) throws XMLStreamException {
        xml.element(
                "contact-info",
                () -> {
                    xml.element("organisation", () -> xml.named(one.structure(), one.structureEn()));
                    if (one.telephone() != null) xml.text("telephone", one.telephone());
                    if (one.mail() != null) xml.text("email", one.mail());
                    String town = one.town();
                    if (town != null) xml.element("mailing-address", () -> xml.narrative(town));
                },
                "type",
                "1");
    }

    private static void day(ActivityXml xml, String type, @Nullable LocalDate day) throws XMLStreamException {
        if (day != null) xml.empty("activity-date", "type", type, "iso-date", day.toString());
    }

    private void where(ActivityXml xml) throws XMLStreamException {
        boolean one = facts.percentCi() == WHOLE || facts.percentGh() == WHOLE;
        xml.empty("activity-scope", "code", one ? IN_ONE_COUNTRY : IN_SEVERAL_COUNTRIES);
        country(xml, "CI", facts.percentCi());
        country(xml, "GH", facts.percentGh());
        for (String pcode : facts.places()) {
            Place place = places.find(pcode).orElse(null);
            if (place != null) place(xml, place);
        }
    }

    private static void country(ActivityXml xml, String code, int percent) throws XMLStreamException {
        if (percent > 0)
            xml.empty(
                    "recipient-country",
                    "code",
                    code,
                    "percentage",
                    percent == WHOLE ? null : Integer.toString(percent));
    }

    /** A country or a region, never a point. */
    private static void place(ActivityXml xml, Place place) throws XMLStreamException {
        xml.element(
                "location",
                () -> {
                    xml.empty("location-reach", "code", "1");
                    xml.element("name", () -> xml.narrative(place.name()));
                    xml.empty("administrative", "vocabulary", "A4", "level", "0", "code", place.country());
                    xml.empty("exactness", "code", APPROXIMATE);
                    xml.empty("location-class", "code", REGION);
                },
                "ref",
                place.pcode());
    }

    private void what(ActivityXml xml) throws XMLStreamException {
        for (ProposeFacts.Sector one : facts.sectors())
            xml.empty(
                    "sector",
                    "vocabulary",
                    "1",
                    "code",
                    one.sector(),
                    "percentage",
                    one.percent() == WHOLE ? null : one.percent().toString());
        for (String goal : GOALS) tag(xml, SDG_GOALS, goal);
        for (String target : TARGETS) tag(xml, SDG_TARGETS, target);
    }

    private void tag(ActivityXml xml, String vocabulary, String code) throws XMLStreamException {
        xml.said(
                "tag",
                text("iati.contributes", Locale.FRENCH, code),
                text("iati.contributes", Locale.ENGLISH, code),
                "vocabulary",
                vocabulary,
                "code",
                code);
    }

    private String text(String key, Locale locale, Object... args) {
        return texts.getMessage(key, args, locale);
    }

    private void money(ActivityXml xml) throws XMLStreamException {
        for (ProposeFacts.Budget one : facts.budgets())
            xml.element(
                    "budget",
                    () -> {
                        xml.empty("period-start", "iso-date", one.from().toString());
                        xml.empty("period-end", "iso-date", one.until().toString());
                        amount(xml, one.amount().toPlainString(), facts.currency(), one.from());
                    },
                    "type",
                    "1",
                    "status",
                    "2");
        for (Paid one : paid)
            xml.element("transaction", () -> {
                xml.empty("transaction-type", "code", EXPENDITURE);
                xml.empty("transaction-date", "iso-date", one.lastDay().toString());
                amount(xml, one.amount().toPlainString(), one.currency(), one.lastDay());
                xml.said("description", text("iati.paid", Locale.FRENCH), text("iati.paid", Locale.ENGLISH));
                xml.element("provider-org", () -> xml.narrative(facts.reporterName()), "ref", facts.reporterRef());
            });
    }

    private static void amount(ActivityXml xml, String amount, String currency, LocalDate day)
            throws XMLStreamException {
        xml.element("value", () -> xml.characters(amount), "currency", currency, "value-date", day.toString());
    }

    private void documents(ActivityXml xml) throws XMLStreamException {
        String website = facts.website();
        if (website == null) return;
        xml.element(
                "document-link",
                () -> {
                    xml.said("title", text("iati.page", Locale.FRENCH), text("iati.page", Locale.ENGLISH));
                    xml.empty("category", "code", WEB_PAGE);
                    xml.empty("language", "code", "fr");
                },
                "format",
                "text/html",
                "url",
                website);
    }
}
