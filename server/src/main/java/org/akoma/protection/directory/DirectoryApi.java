package org.akoma.protection.directory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The directory of structures as JSON. */
@RestController
@RequestMapping("/api/v1/directory")
class DirectoryApi {

    private final Directory directory;
    private final CodeLists codes;

    DirectoryApi(Directory directory, CodeLists codes) {
        this.directory = directory;
        this.codes = codes;
    }

    record View(
            String code,
            String label,
            Organisation.Kind kind,
            String country,
            List<String> services,
            @Nullable String region,
            @Nullable String office,
            @Nullable String hours,
            @Nullable Integer capacity,
            List<String> languages,
            @Nullable String telephone,
            @Nullable String email,
            @Nullable String focalPoint,

            @Schema(description = "Since when another telephone waits for a second person") @Nullable
            Instant telephoneAskedAt,

            @Nullable String telephoneAskedBy,
            int version) {
        static View of(StructureEntry e) {
            return of(e, null);
        }

        static View of(StructureEntry e, @Nullable NumberAsked asked) {
            return new View(
                    e.structure().code(),
                    e.structure().label(),
                    e.structure().kind(),
                    e.structure().country(),
                    e.services(),
                    e.region(),
                    e.office(),
                    e.hours(),
                    e.capacity(),
                    e.languages(),
                    e.telephone(),
                    e.email(),
                    e.focalPoint(),
                    asked == null ? null : asked.at(),
                    asked == null ? null : asked.by(),
                    e.version());
        }
    }

    @Operation(summary = "Structures of today by code: q (code or name), service, country, region (p-code)")
    @GetMapping
    ResponseEntity<ItemList<View>> list(Actor actor, HttpServletRequest request) {
        if (!Directory.reads(actor)) return Problem.forbidden();
        Form form = Form.of(request.getParameterMap());
        String text = form.text("q", 80);
        String service = form.choice("service", codes.codesOf("assistance"));
        String country = form.text("country", 2);
        String region = form.text("region", 20);
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return ResponseEntity.ok(
                ItemList.of(directory.find(actor, new Directory.Search(text, service, country, region)), View::of));
    }

    @GetMapping("/{code}")
    ResponseEntity<View> one(Actor actor, @PathVariable String code) {
        return ApiResponses.read(directory.find(actor, code.toUpperCase(Locale.ROOT)), e -> view(actor, e));
    }

    private View view(Actor actor, StructureEntry entry) {
        return View.of(entry, directory.numberAsked(actor, entry.structure()).orElse(null));
    }

    @Operation(
            summary =
                    "A structure's own people keep its entry; If-Match names the version, \"0\" when there is none yet",
            description =
                    "What is not sent stays; an empty text takes it away. Another telephone or e-mail address waits for a second person, as a decision of the kind TELEPHONE.")
    @PutMapping("/{code}")
    ResponseEntity<View> keep(Actor actor, @PathVariable String code, Submission<KeepEntry> submission) {
        StructureEntry before =
                directory.find(actor, code.toUpperCase(Locale.ROOT)).orElse(null);
        if (before == null) return Problem.notFound();
        if (!directory.keeps(actor, before.structure())) return Problem.forbidden();
        if (submission.version() == null) return ApiResponses.preconditionRequired();
        submission.keep(DirectoryPages.typed(before));
        return ApiResponses.tagged(
                submission,
                input -> directory.keep(actor, input.entry(before.structure())),
                HttpStatus.OK,
                StructureEntry::version,
                entry -> view(actor, entry));
    }
}
