package org.akoma.protection.intake;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.ground.forms.BodySchemas;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.consent.RecordConsent;
import org.akoma.protection.registration.RegisterChild;
import org.akoma.protection.visits.PlanVisit;
import org.akoma.protection.visits.RecordVisit;
import org.springdoc.core.customizers.GlobalOperationComponentsCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Describes the array of a bulk registration from the declarations by which {@link IntakeForm} reads each of its records. */
@Component
class IntakeInApiDocs implements GlobalOperationComponentsCustomizer {

    private static final String RECORD = "IntakeRecordBody";
    private static final String ID = "01510f3a-2c00-7000-8000-000000000001";

    private final BodySchemas schemas;

    IntakeInApiDocs(BodySchemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        return operation;
    }

    @Override
    public Operation customize(Operation operation, Components components, HandlerMethod handler) {
        if (handler.getBeanType() != IntakeApi.class) return operation;
        components.addSchemas(RECORD, record());
        Schema<?> body = new ArraySchema().items(new Schema<>().$ref(RECORD)).maxItems(IntakeApi.MOST);
        Content json = new Content().addMediaType("application/json", new MediaType().schema(body));
        return operation.requestBody(new RequestBody().required(true).content(json));
    }

    private Schema<?> record() {
        Schema<?> record = schemas.of(RegisterChild.Input.class);
        Schema<?> consent = schemas.of(RecordConsent.Input.class);
        Schema<?> assessment = schemas.of(AssessChild.Input.class);
        Schema<?> planned = schemas.of(PlanVisit.Input.class);
        record.addProperty("consents", parts(consent));
        record.addProperty("assessment", assessment);
        record.addProperty(
                "visits", parts(new Schema<>().anyOf(List.of(planned, schemas.of(RecordVisit.Input.class)))));
        record.addRequiredItem("id");
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("id", ID);
        if (record.getExample() instanceof Map<?, ?> own)
            own.forEach((name, value) -> example.put(String.valueOf(name), value));
        example.put("consents", List.of(consent.getExample()));
        example.put("assessment", assessment.getExample());
        example.put("visits", List.of(planned.getExample()));
        return record.example(example);
    }

    private static Schema<?> parts(Schema<?> one) {
        return new ArraySchema().items(one).maxItems(IntakeForm.MOST_PARTS);
    }
}
