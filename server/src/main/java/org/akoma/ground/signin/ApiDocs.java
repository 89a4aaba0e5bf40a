package org.akoma.ground.signin;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.akoma.PastDays;
import org.akoma.ground.access.Actor;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;

/** The general part of the API's description at {@code /api/docs}. */
@Configuration(proxyBeanMethods = false)
class ApiDocs {

    private static final String ANY = "*/*";
    private static final String BEARER = "bearer";
    private static final String JSON = "application/json";
    private static final String OCTETS = "application/octet-stream";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Actor.class, Visitor.class); // who calls is not a parameter
    }

    /** Where a past day can be asked for, the description says so. */
    @Bean
    OperationCustomizer pastDays() {
        return (operation, method) -> {
            boolean known = operation.getParameters() != null
                    && operation.getParameters().stream().anyMatch(one -> PastDays.PARAMETER.equals(one.getName()));
            if (!method.hasMethodAnnotation(PastDays.class) || known) return operation;
            return operation.addParametersItem(new QueryParameter()
                    .name(PastDays.PARAMETER)
                    .description("As it was at the end of that day, which is not in the future")
                    .schema(new StringSchema().format("date")));
        };
    }

    /** What is answered is JSON, but for the files that are sent as they are. */
    @Bean
    OperationCustomizer answersAreJson() {
        return (operation, method) -> {
            ResolvableType body =
                    ResolvableType.forMethodReturnType(method.getMethod()).getGeneric(0);
            if (operation.getResponses() == null || body.isArray()) return operation;
            String type = Resource.class.isAssignableFrom(body.toClass()) ? OCTETS : JSON;
            operation.getResponses().values().forEach(response -> {
                MediaType any = response.getContent() == null
                        ? null
                        : response.getContent().remove(ANY);
                if (any != null) response.getContent().addMediaType(type, any);
            });
            return operation;
        };
    }

    /** Many nested records are called {@code View}: each is named after its controller too, or the schema of one would describe the other. */
    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new TypeNameResolver() {
            @Override
            protected String getNameOfClass(Class<?> type) {
                String name = type.getSimpleName();
                Class<?> around = type.getEnclosingClass();
                String owner = around == null ? "" : around.getSimpleName().replaceFirst("Api$", "");
                return name.startsWith(owner) ? name : owner + name;
            }
        });
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Akoma")
                        .version("v1")
                        .license(new License().name("Apache 2.0").identifier("Apache-2.0"))
                        .description("""
                                The same acts and readings as the pages, for programs. A program signs in with a token of a person's account and may do what that person may do.

                                **Errors** answer as `application/problem+json`: a status, and a code that stays the same from release to release, such as `cases.file-closed`. Where something that was sent is wrong, `errors` lists each field with its code and a sentence in the caller's language.

                                **Lists** come in parts: the answer of a part holds the `cursor` with which the next one is asked for.

                                **Changes** to a record that two people could change at once ask for `If-Match` with the version that was read.

                                **404** is also the answer about what exists and is not for the caller to see.

                                **The same record twice**: the caller chooses the `id` of what it makes. Sent again, the same content finds the record that was made; other content under that id answers 409."""))
                .servers(List.of(new Server().url("/").description("This installation of Akoma")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BEARER)))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }
}
