package org.akoma.ground.forms;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOperationComponentsCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Describes body, version and refusals of each act whose handler takes a {@link Submission}. */
@Component
class FormsInApiDocs implements GlobalOperationComponentsCustomizer {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Submission.class); // it is described here
    }

    private final Forms forms;
    private final BodySchemas schemas;

    FormsInApiDocs(Forms forms, BodySchemas schemas) {
        this.forms = forms;
        this.schemas = schemas;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        return operation;
    }

    @Override
    public Operation customize(Operation operation, Components components, HandlerMethod handler) {
        RequestMapping mapping = Objects.requireNonNull(
                AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class));
        Stream.of(handler.getMethodParameters())
                .filter(parameter -> parameter.getParameterType() == Submission.class)
                .map(parameter -> forms.of(SubmissionArgument.type(parameter)))
                .forEach(form -> describe(operation, components, path(mapping, handler), mapping.method()[0], form));
        return operation;
    }

    /** With what the class says of all its handlers. */
    private static String path(RequestMapping mapping, HandlerMethod handler) {
        RequestMapping ofAll = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), RequestMapping.class);
        return (ofAll == null ? "" : String.join(" ", ofAll.path())) + String.join(" ", mapping.path());
    }

    private void describe(
            Operation operation, Components components, String path, RequestMethod method, FormDefinition<?> form) {
        boolean partial = method == RequestMethod.PATCH;
        Schema<?> body = schemas.of(form, path, partial);
        boolean required = form.needsBody(method.name(), inPath(form, path));
        if (body.equals(schemas.of(form, "", partial))) {
            components.addSchemas(form.schemaName(), body);
            body = new Schema<>().$ref(form.schemaName());
        }
        Content json = new Content().addMediaType("application/json", new MediaType().schema(body));
        operation.requestBody(new RequestBody().required(required).content(json));
        boolean version = form.takesVersion(BodySchemas.names(form, path, FormDefinition.ID));
        boolean needed = form.needsVersion(method.name());
        RefusalsInApiDocs.describe(operation.getResponses(), version, needed);
        if (version)
            operation.addParametersItem(new HeaderParameter()
                    .name(HttpHeaders.IF_MATCH)
                    .description("The ETag of the version that was read")
                    .required(needed)
                    .schema(SchemaOf.text("string")));
    }

    private static Set<String> inPath(FormDefinition<?> form, String path) {
        return form.fields().stream()
                .map(FormField::name)
                .filter(field -> BodySchemas.names(form, path, field))
                .collect(Collectors.toUnmodifiableSet());
    }
}
