package org.akoma.protection.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Place;
import org.akoma.ground.reference.Places;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.PageResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The directory of structures: search, map of countries, an entry, and the form for its own people. */
@Controller
class DirectoryPages {

    private static final List<Column<StructureEntry>> COLUMNS = List.of(
            Column.of("directory.code", entry -> entry.structure().code()),
            Column.code(
                    "directory.kind",
                    "organisation-type",
                    entry -> entry.structure().kind()),
            Column.code(
                    "directory.country", "country", entry -> entry.structure().country()),
            new Column<>("directory.services", (entry, words) -> words.said("assistance", entry.services())),
            Column.of("directory.hours", StructureEntry::hours),
            Column.of("directory.capacity", StructureEntry::capacity),
            Column.of("directory.focalPoint", StructureEntry::focalPoint));

    private final Directory directory;
    private final CodeLists codes;
    private final Places places;
    private final ListExport export;
    private final Forms forms;

    DirectoryPages(Directory directory, CodeLists codes, Places places, ListExport export, Forms forms) {
        this.forms = forms;
        this.directory = directory;
        this.codes = codes;
        this.places = places;
        this.export = export;
    }

    private static Directory.Search search(Form form, CodeLists codes) {
        String text = form.text("q", 80);
        String service = form.choice("service", codes.codesOf("assistance"));
        String country = form.text("country", 2);
        String region = form.text("region", 20);
        return new Directory.Search(
                text,
                service,
                country == null ? null : country.toUpperCase(Locale.ROOT),
                region == null ? null : region.toUpperCase(Locale.ROOT));
    }

    @GetMapping("/directory")
    String list(Actor actor, PostedForm posted, Model model) {
        if (!Directory.reads(actor)) throw PageRefusal.forbidden();
        Form form = posted.form();
        Directory.Search wanted = search(form, codes);
        Map<String, Long> byCountry = directory.byCountry(actor);
        model.addAttribute("entries", directory.find(actor, wanted));
        model.addAttribute("wanted", wanted);
        model.addAttribute("tiles", CountryTiles.of(byCountry));
        model.addAttribute("countries", byCountry.keySet());
        model.addAttribute("regions", regions(directory.byRegion(actor)));
        model.addAttribute("services", codes.codesOf("assistance"));
        model.addAttribute("own", actor.organisation());
        model.addAttribute("mayWrite", actor.may(Verb.DIRECTORY_WRITE));
        model.addAttribute("agreements", actor.may(Verb.AGREEMENT_READ));
        model.addAttribute(
                "files",
                export.offer(
                        actor, Verb.EXPORT_PSEUDONYMOUS, "directory", format -> "/directory/file?format=" + format));
        return "directory/directory";
    }

    /** One region with how many structures work there. */
    public record Region(String pcode, String country, String name, long structures) {}

    @GetMapping({"/directory/file", "/api/v1/directory/file"})
    ResponseEntity<byte[]> file(Actor actor, PostedForm posted) {
        Form form = posted.form();
        Directory.Search wanted = search(form, codes);
        TableFormat format = TableFormat.of(form.typed("format")).orElse(TableFormat.CSV);
        return export.send(
                actor,
                Verb.EXPORT_PSEUDONYMOUS,
                "directory",
                format,
                COLUMNS,
                most -> directory.find(actor, wanted).stream().limit(most).toList());
    }

    @GetMapping("/directory/{code}")
    String one(Actor actor, @PathVariable String code, Model model) {
        StructureEntry entry = entry(actor, code);
        model.addAttribute("entry", entry);
        model.addAttribute("region", region(entry));
        model.addAttribute("keeps", directory.keeps(actor, entry.structure()));
        model.addAttribute(
                "asked", directory.numberAsked(actor, entry.structure()).orElse(null));
        return "directory/structure";
    }

    private @Nullable String region(StructureEntry entry) {
        return entry.region() == null
                ? null
                : places.find(entry.region()).map(Place::name).orElse(entry.region());
    }

    private StructureEntry entry(Actor actor, String code) {
        return directory.find(actor, code.toUpperCase(Locale.ROOT)).orElseThrow(PageRefusal::notFound);
    }

    @GetMapping("/directory/{code}/edit")
    String edit(Actor actor, @PathVariable String code, Model model) {
        StructureEntry entry = entry(actor, code);
        PostedForm.empty(model, Form.ofJson(typed(entry)));
        return form(actor, entry, model);
    }

    static Map<String, Object> typed(StructureEntry entry) {
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("services", entry.services());
        typed.put("languages", entry.languages());
        put(typed, "region", entry.region());
        put(typed, "office", entry.office());
        put(typed, "hours", entry.hours());
        put(typed, "capacity", entry.capacity());
        put(typed, "telephone", entry.telephone());
        put(typed, "email", entry.email());
        put(typed, "focalPoint", entry.focalPoint());
        return typed;
    }

    private static void put(Map<String, Object> typed, String name, @Nullable Object value) {
        if (value != null) typed.put(name, value);
    }

    private String form(Actor actor, StructureEntry entry, Model model) {
        if (!directory.keeps(actor, entry.structure())) throw PageRefusal.forbidden();
        model.addAttribute("entry", entry);
        model.addAttribute("ask", forms.view(KeepEntry.class, null, entry.version()));
        model.addAttribute("regions", regions(entry.structure().country()));
        model.addAttribute("people", directory.focalPoints(actor, entry.structure()));
        model.addAttribute("names", directory.namesFocalPoint(actor, entry.structure()));
        return "directory/structure-edit";
    }

    /** Regions of the country, as far as the list of places has them. */
    private List<Region> regions(Map<String, Long> counted) {
        return counted.entrySet().stream()
                .flatMap(one -> places.find(one.getKey()).stream()
                        .map(place -> new Region(place.pcode(), place.country(), place.name(), one.getValue())))
                .toList();
    }

    private Map<String, String> regions(String country) {
        Map<String, String> regions = new LinkedHashMap<>();
        places.regions(country).forEach(place -> regions.put(place.pcode(), place.name()));
        return regions;
    }

    @PostMapping("/directory/{code}/edit")
    String save(Actor actor, @PathVariable String code, Submission<KeepEntry> submission) {
        StructureEntry before = entry(actor, code);
        if (!directory.keeps(actor, before.structure())) throw PageRefusal.forbidden();
        if (before.focalPoint() != null) submission.keep(Map.of("focalPoint", before.focalPoint()));
        if (before.telephone() != null) submission.keep(Map.of("telephone", before.telephone()));
        String next = "/directory/" + before.structure().code() + "?done=directory.saved";
        return PageResponses.answer(
                submission,
                input -> directory.keep(actor, input.entry(before.structure())),
                input -> next,
                m -> form(actor, before, m));
    }
}
