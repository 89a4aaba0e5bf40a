package org.akoma.protection.schooling;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The school terms, as JSON. */
@RestController
@RequestMapping("/api/v1/terms")
class TermApi {

    private final Terms terms;

    TermApi(Terms terms) {
        this.terms = terms;
    }

    record TermView(
            UUID id,
            String country,
            String code,
            LocalDate startsOn,
            LocalDate endsOn,
            List<LocalDate> closed,
            int version) {
        static TermView of(Term one) {
            return new TermView(
                    one.id(), one.country(), one.code(), one.startsOn(), one.endsOn(), one.closed(), one.version());
        }
    }

    @GetMapping
    ResponseEntity<ItemList<TermView>> terms(Actor actor) {
        if (!actor.may(Verb.SCHOOL_READ)) return Problem.forbidden();
        return ResponseEntity.ok(ItemList.of(terms.all(actor), TermView::of));
    }

    @PostMapping
    ResponseEntity<?> addTerm(Actor actor, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        Term wanted = SchoolForm.term(form, 1);
        if (!form.refuseUnknown().isSound() || wanted == null) return Problem.of(form.errors());
        return ApiResponses.created(terms.add(actor, wanted), TermView::of);
    }

    @PutMapping("/{country}/{code}")
    ResponseEntity<?> changeTerm(
            Actor actor,
            @PathVariable String country,
            @PathVariable String code,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Map<String, Object> body) {
        Integer version = ETag.version(ifMatch);
        if (version == null) return ApiResponses.preconditionRequired();
        Map<String, Object> named = new LinkedHashMap<>(body);
        named.put("country", country);
        named.put("code", code);
        Form form = Form.ofJson(named);
        Term wanted = SchoolForm.term(form, version);
        if (!form.refuseUnknown().isSound() || wanted == null) return Problem.of(form.errors());
        return ApiResponses.tagged(terms.change(actor, wanted, version), HttpStatus.OK, Term::version, TermView::of);
    }
}
