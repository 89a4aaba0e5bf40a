package org.akoma.exchange.packages;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.pages.NavItem;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
import org.akoma.protection.overview.GlancePart;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What a file shows of packages beside their pages: entries of the navigation; and on the first page of a file that was made of one, the alerts that were open
 * there, with the last visit and index, which were not established here.
 */
@Component
@Order(79)
class PackageTabs implements FileTabs, GlancePart {

    private static final int DAY = 10;

    private final CaseWork work;
    private final PackageStore store;

    PackageTabs(CaseWork work, PackageStore store) {
        this.work = work;
        this.store = store;
    }

    @Override
    public List<NavItem> tabsFor(Actor actor, FileFrame frame) {
        if (!frame.worksOnIt() || frame.least()) return List.of();
        return work.peek(actor, frame.code(), Section.STATUS, file -> {
                    List<NavItem> tabs = new ArrayList<>();
                    if (store.isHandedOver(file.id()))
                        tabs.add(NavItem.of("packages", PackagePages.of(frame.code()), "lock")
                                .in("record"));
                    boolean came = store.received(file.id()).isPresent();
                    if (came)
                        tabs.add(NavItem.of("origin", "/cases/" + frame.code() + "/origin", "download")
                                .in("record"));
                    if (came && DossierPages.holdsAll(frame) && !store.isClosed(file.id()))
                        tabs.add(NavItem.of("received", "/cases/" + frame.code() + DossierPages.RECEIVED, "file")
                                .in("record"));
                    return List.copyOf(tabs);
                })
                .orElse(List.of());
    }

    /**
     * @param from code of the structure that wrote it
     * @param alerts open when the package was made, newest first
     * @param visit day of the last one that was done; null = none
     * @param csi day of the last index; null = none
     * @param closed it was called back: nothing of it is told
     */
    record Came(
            String from,
            List<Alert> alerts,
            @Nullable LocalDate visit,
            @Nullable LocalDate csi,
            boolean closed) {
        Came {
            alerts = List.copyOf(alerts);
        }

        boolean isEmpty() {
            return !closed && alerts.isEmpty() && visit == null && csi == null;
        }
    }

    /** @param type of the code list {@code alert-type}, or what the sender wrote */
    record Alert(String type, @Nullable LocalDate on) {}

    @Override
    public Optional<Glance> partFor(Actor actor, FileFrame frame) {
        if (!DossierPages.holdsAll(frame)
                || work.peek(actor, frame.code(), Section.NOTES, file -> store.received(file.id()))
                        .flatMap(one -> one)
                        .isEmpty()) return Optional.empty();
        return work.open(
                        actor,
                        frame.code(),
                        Section.NOTES,
                        "packages.record-read",
                        file -> store.received(file.id())
                                .flatMap(one -> store.isClosed(file.id())
                                        ? Optional.of(new Came(one.from(), List.of(), null, null, true))
                                        : store.record(file.id()).map(bytes -> came(one.from(), bytes))))
                .flatMap(one -> one)
                .filter(one -> !one.isEmpty())
                .map(one -> new Glance("packages/glance", one, List.of()));
    }

    private static Came came(String from, byte[] bytes) {
        JsonNode record = ReceivedPackages.tree(bytes);
        List<Alert> alerts = record.path("alerts")
                .valueStream()
                .filter(one -> one.path("open").asBoolean(false))
                .map(one -> new Alert(one.path("type").asString(""), day(one.path("raisedAt"))))
                .toList();
        return new Came(from, alerts, last(record, "visits", "doneOn"), last(record, "csi", "on"), false);
    }

    private static @Nullable LocalDate last(JsonNode record, String part, String field) {
        return record.path(part)
                .valueStream()
                .flatMap(one -> Stream.ofNullable(day(one.path(field))))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable LocalDate day(JsonNode value) {
        String text = value.asString("");
        try {
            return text.length() < DAY ? null : LocalDate.parse(text.substring(0, DAY));
        } catch (DateTimeParseException none) {
            return null;
        }
    }
}
