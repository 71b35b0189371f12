#include "text/refusal_text.h"

#include <string.h>

#include "base/str.h"
#include "text/catalogue.h"
#include "text/refusal_field.h"

/*
 * {detail} is err->message, where the one who refuses puts names there and no
 * prose; {field} which input it is.
 */
static const struct refusal_template TEMPLATES[] = {
	/* files */
	{ "file_absent", N_("No existe el archivo."), N_("Revise el nombre y la carpeta.") },
	{ "file_unreadable", N_("El archivo no se puede leer."),
	    N_("Revise sus permisos y que el disco esté bien.") },
	{ "file_is_folder", N_("Es una carpeta, no un archivo."),
	    N_("Indique los archivos que contiene, uno por uno.") },
	{ "file_too_large", N_("El archivo pasa de 256 MiB."),
	    N_("Un plan en texto no llega a ese tamaño: revise que sea el archivo correcto.") },
	{ "folder_unmade", N_("La carpeta no se puede crear."),
	    N_("Revise que exista la que la contiene y se pueda escribir en ella.") },
	{ "file_unwritable", N_("El archivo no se puede escribir."),
	    N_("Revise que la carpeta exista, sus permisos y el espacio en disco.") },
	{ "empty_file", N_("El archivo está vacío."),
	    N_("Vuelva a extraer el texto del documento original.") },
	{ "not_text", N_("No es un archivo de texto: tiene bytes que ningún texto usa."),
	    N_("Si es un PDF o un Word, extraiga antes su texto, con un tabulador entre celda y celda.") },
	{ "mixed_encodings",
	    N_("El archivo mezcla codificaciones: casi todo está en UTF-8 y esta línea no."),
	    N_("Guárdelo completo como UTF-8.") },
	{ "utf16_cut", N_("El archivo en UTF-16 tiene una letra cortada."),
	    N_("Vuelva a guardarlo, de preferencia como UTF-8.") },
	{ "cut_letter", N_("El archivo termina en medio de una letra: está cortado."),
	    N_("Vuelva a obtenerlo completo.") },
	{ "absurd_year", N_("El año del título no puede ser el de un plan."),
	    N_("Corríjalo: va de 1900 a 2200.") },
	{ "document_too_large",
	    N_("Tiene más objetivos, unidades o promedios de los que caben en un documento de una "
	       "institución."),
	    N_("Revise que el texto sea el de un solo documento.") },
	{ "line_too_long", N_("La línea, o el archivo, pasa de lo que tiene un formulario."),
	    N_("Revise que sea el texto del documento y no otra cosa.") },
	{ "too_many_cells", N_("La línea tiene más de 256 celdas."),
	    N_("Ningún formulario es tan ancho: revise que sea el texto del documento.") },
	{ "unknown_kind",
	    N_("No se reconoce ni un plan (formularios de objetivos) ni un seguimiento (resultados "
	       "obtenidos)."),
	    N_("Revise que el texto conserve los encabezados de sus tablas y que el paquete de país "
	       "sea el suyo.") },
	{ "two_documents", N_("Hay dos documentos en un solo archivo; el segundo empieza aquí."),
	    N_("Sepárelos en dos archivos e impórtelos juntos.") },
	{ "no_forms", N_("Tiene el título de un plan y ninguno de sus formularios."),
	    N_("Revise que el texto esté completo.") },
	{ "no_operations", N_("Es un seguimiento sin ninguna operación en sus tablas."),
	    N_("Revise que el texto esté completo.") },
	{ "same_document_twice",
	    N_("Dos de los archivos son el mismo documento (misma institución, gestión y versión o "
	       "fecha) con distinto contenido."),
	    N_("Importe solo el que vale.") },
	{ "units_unchosen", N_("No eligió ninguna unidad del documento."),
	    N_("Marque al menos una, o acepte todas.") },
	{ "pending_absent",
	    N_("Ese documento ya no espera: se aceptó, se descartó o venció su plazo."),
	    N_("Envíelo otra vez.") },
	{ "pending_many", N_("Hay {detail} documentos sin aceptar."),
	    N_("Acepte o descarte alguno antes de enviar otro.") },
	{ "pending_busy", N_("Un trabajo en curso lee o importa ahora «{detail}»."),
	    N_("Espere a que termine, o cancélelo.") },
	{ "job_stopped", N_("Se canceló antes de guardar nada."),
	    N_("Pídalo otra vez si hace falta.") },
	{ "job_many", N_("Ya tiene un trabajo largo en curso."),
	    N_("Espere a que termine, o cancélelo.") },
	{ "job_absent", N_("Ese trabajo no está."), N_("Vea en Importar los últimos que hay.") },
	{ "job_foreign", N_("Ese trabajo lo pidió {detail}."),
	    N_("Solo quien lo pidió puede cancelarlo.") },
	{ "job_over", N_("Ese trabajo ya terminó."), N_("Vea cómo terminó.") },
	{ "job_elsewhere", N_("Ese trabajo ya terminó, o lo hace otro servidor."),
	    N_("Actualice la página.") },
	{ "upload_absent", N_("No llegó ningún archivo, o está vacío."),
	    N_("Elija uno con contenido y envíelo otra vez.") },
	{ "upload_foreign", N_("El documento no es de su institución: dice «{detail}»."),
	    N_("Revise que sea el archivo correcto.") },
	{ "undo_absent", N_("Ninguna importación puede deshacerse."),
	    N_("Solo la última, si nadie cambió después lo que trajo.") },
	{ "framework_years", N_("Los años {detail} no pueden ser una vigencia."),
	    N_("Ponga el primero y el último, entre 1900 y 2200.") },
	{ "framework_parent",
	    N_("No puede servir a ese elemento: debe ser de un plan superior y regir alguno de los "
	       "mismos años."),
	    N_("Elija otro o corrija los años.") },
	{ "framework_code_taken", N_("Ya hay otro con el código «{detail}» en esos años."),
	    N_("Use otro código o corrija la vigencia del que hay.") },
	{ "framework_full", N_("El marco estratégico llegó a {detail} elementos."),
	    N_("Quite los que ya no hacen falta.") },
	{ "framework_absent", N_("Ese elemento del marco ya no está."),
	    N_("Actualice la página.") },
	{ "framework_served", N_("Otros elementos sirven a «{detail}»."),
	    N_("Cambie antes a quién sirven, o quítelos.") },
	{ "page_invalid", N_("El valor de «{detail}» no es un número de esa lista."),
	    N_("Siga el enlace «next» de la respuesta, o use limit de 1 a 200.") },
	{ "precondition_needed", N_("Falta If-Match con la revisión que se vio."),
	    N_("Lea antes la fila y envíe su ETag.") },
	{ "precondition_malformed", N_("Lo que trae If-Match no es el ETag de una fila."),
	    N_("Envíe uno solo, con sus comillas: \"17\".") },
	{ "precondition_failed", N_("La fila cambió: está en la revisión {detail}."),
	    N_("Léala otra vez y repita el cambio.") },
	/* permissions */
	{ "not_allowed", N_("No tiene permiso para hacerlo aquí."),
	    N_("Si le corresponde, pida el rol a quien administra las cuentas de su institución.") },
	/* the web */
	{ "json_broken", N_("El JSON está roto en la línea y columna {detail}."),
	    N_("Revise el programa que lo envía.") },
	{ "json_invalid", N_("Lo que llegó no es un objeto JSON."),
	    N_("Revise el programa que lo envía.") },
	{ "media_type", N_("El cuerpo de esta petición va en JSON."),
	    N_("Envíelo con la cabecera Content-Type: application/json.") },
	{ "query_unknown", N_("Esa lista no tiene el parámetro «{detail}»."),
	    N_("Use limit y after, o siga el enlace «next» de la respuesta.") },
	{ "json_member", N_("Falta o no vale el miembro «{detail}»."),
	    N_("Vea /api/v1/openapi.json.") },
	{ "request_malformed", N_("Lo que llegó no es una petición válida."),
	    N_("Vuelva a la página anterior y repita; si insiste, actualice la página.") },
	{ "request_too_large", N_("Es más grande de lo que se acepta de una vez."),
	    N_("Divídalo en partes.") },
	{ "method_unknown", N_("Esa dirección solo admite {detail}."),
	    N_("Pídala con uno de esos métodos, o vuelva al inicio.") },
	{ "method_strange", N_("El método {detail} no es de los que se usan aquí."),
	    N_("Use GET, HEAD, POST, PUT, PATCH o DELETE.") },
	{ "page_absent", N_("Esa página no existe."),
	    N_("Revise la dirección o vuelva al inicio.") },
	{ "not_signed_in", N_("Hay que ingresar primero."), N_("Ingrese con su usuario.") },
	{ "mark_wrong", N_("El formulario venció o no es de esta sesión; no se hizo nada."),
	    N_("Vuelva a la página, actualícela y envíelo otra vez.") },
	{ "address_unknown", N_("La dirección en que se debe escuchar no es válida."),
	    N_("Escriba --listen EQUIPO:PUERTO, por ejemplo 127.0.0.1:8080.") },
	{ "address_taken",
	    N_("No se puede escuchar en esa dirección: la usa otro programa, o no es "
	       "de este equipo."),
	    N_("Elija otro puerto con --listen.") },
	/* the database */
	{ "db_unnamed", N_("No se indicó ninguna base de datos."),
	    N_("Indíquela con --db ARCHIVO.") },
	{ "db_absent", N_("No existe esa base de datos."),
	    N_("Créela con `yupana init` o con `yupana import`, o revise el nombre.") },
	{ "db_foreign", N_("No es una base de datos de yupana."), N_("Revise el nombre en --db.") },
	{ "db_empty", N_("La base de datos está vacía."), N_("Créela con `yupana init`.") },
	{ "db_damaged", N_("La base de datos está dañada."),
	    N_("Restaure una copia de respaldo.") },
	{ "db_readonly", N_("La base de datos es de solo lectura."),
	    N_("Revise de quién son el archivo y su carpeta.") },
	{ "db_full", N_("No queda espacio en el disco. No se guardó nada."),
	    N_("Libere espacio y repita.") },
	{ "db_busy", N_("Otro programa está escribiendo en la base de datos."),
	    N_("Vuelva a intentarlo.") },
	{ "db_unopened", N_("La base de datos no se puede abrir."),
	    N_("Revise que su carpeta exista y se pueda escribir en ella.") },
	{ "db_disk", N_("El disco falló al usar la base de datos."),
	    N_("Revise el disco y los permisos del archivo.") },
	{ "db_no_postgres", N_("Este programa se construyó sin PostgreSQL."),
	    N_("Use un archivo como base de datos.") },
	{ "db_url", N_("La dirección de la base de datos no es válida."),
	    N_("Escríbala como postgresql://usuario@servidor/base.") },
	{ "db_server_unreached", N_("Ningún servidor de PostgreSQL responde en esa dirección."),
	    N_("Revise que esté en marcha y que la dirección sea la suya; después repita.") },
	{ "db_server_gone",
	    N_("El servidor de PostgreSQL se detuvo o cortó la conexión. Lo que no había terminado no "
	       "se guardó."),
	    N_("Repita cuando el servidor vuelva.") },
	{ "db_uncertain",
	    N_("El servidor de PostgreSQL cortó la conexión justo al guardar: se guardó todo o nada, y "
	       "no se sabe cuál."),
	    N_("Vea si está antes de repetir.") },
	{ "db_server_absent", N_("El servidor de PostgreSQL no tiene esa base de datos."),
	    N_("Créela con `createdb -E UTF8`, o revise el nombre.") },
	{ "db_login", N_("El servidor de PostgreSQL no deja entrar a ese usuario."),
	    N_("Revise el usuario, su contraseña (~/.pgpass) y pg_hba.conf.") },
	{ "db_denied", N_("Al usuario de la base de datos le falta un permiso ({detail})."),
	    N_("Déselo, o entre como el dueño de la base.") },
	{ "db_no_schema", N_("No hay un esquema donde guardar."),
	    N_("Cree el esquema, o corrija el search_path del usuario.") },
	{ "db_encoding", N_("La base de datos no guarda el texto en UTF-8."),
	    N_("Créela otra vez con `createdb -E UTF8 -T template0`.") },
	{ "db_server_readonly", N_("La base de datos es de solo lectura: es una réplica."),
	    N_("Indique el servidor principal.") },
	{ "db_crowded", N_("El servidor de PostgreSQL no admite más conexiones."),
	    N_("Repita en un momento, o suba su max_connections.") },
	{ "db_server_disk", N_("El disco del servidor de PostgreSQL falló."),
	    N_("Revise el disco y el registro del servidor.") },
	{ "db_newer", N_("La base de datos es de una versión más nueva de yupana."),
	    N_("Instale esa versión.") },
	{ "db_other", N_("La base de datos se hizo con otra variante de yupana."),
	    N_("Use el programa que la hizo.") },
	{ "db_older", N_("La base de datos es de una versión anterior de yupana."),
	    N_("Póngala al día con `yupana migrate`.") },
	{ "copy_differs",
	    N_("Lo que llegó no es igual a lo que salió ({detail}). No se copió nada."),
	    N_("Repita; si vuelve a pasar, infórmelo, por favor.") },
	/* backups and files */
	{ "backup_foreign", N_("No es un respaldo de yupana."),
	    N_("Revise el nombre del archivo.") },
	{ "backup_cut", N_("El respaldo está cortado ({detail})."),
	    N_("Vuelva a obtenerlo de donde lo guarda, o use otro.") },
	{ "backup_altered", N_("El respaldo está dañado o fue alterado ({detail})."),
	    N_("Vuelva a obtenerlo de donde lo guarda, o use otro.") },
	{ "backup_damaged", N_("El respaldo no tiene lo que dice tener ({detail})."),
	    N_("Use otro respaldo.") },
	{ "backup_newer", N_("El respaldo es de una versión más nueva de yupana ({detail})."),
	    N_("Instale esa versión.") },
	{ "backup_older", N_("El respaldo es de una versión anterior de yupana ({detail})."),
	    N_("Restáurelo con esa versión y ponga después la base al día con `yupana migrate`.") },
	{ "backup_other", N_("El respaldo se hizo con otra variante de yupana ({detail})."),
	    N_("Restáurelo con el programa que lo hizo.") },
	{ "backup_row_too_large",
	    N_("Una fila pasa de los 64 MiB que caben en un respaldo ({detail})."),
	    N_("Respalde con las herramientas del motor: vea docs/OPERATIONS.md.") },
	{ "restore_not_empty", N_("La base de datos «{detail}» no está vacía. No se tocó nada."),
	    N_("Restaure en una base nueva.") },
	{ "file_over_limit", N_("El archivo pasa de {detail} MiB."),
	    N_("Divídalo, o redúzcalo, y vuelva a adjuntarlo.") },
	{ "file_changed", N_("El archivo cambió mientras se leía. No se guardó nada."),
	    N_("Repita cuando nadie lo esté escribiendo.") },
	{ "output_full",
	    N_("No queda espacio en el disco para lo que se escribe. No quedó nada a medias."),
	    N_("Libere espacio y repita.") },
	/* the log */
	{ "log_line", N_("La línea no es un registro de la bitácora ({detail})."),
	    N_("Revise que el archivo sea el que escribió `yupana log export`.") },
	{ "log_foreign", N_("El archivo no es una bitácora exportada."),
	    N_("Revise que sea el que escribió `yupana log export`.") },
	{ "log_broken", N_("La bitácora está rota ({detail}): no se firma lo que no está íntegro."),
	    N_("Vea qué le pasó con `yupana log verify`.") },
	{ "log_empty", N_("La bitácora está vacía: no hay nada que firmar."),
	    N_("Fírmela cuando haya algo escrito.") },
	{ "log_limit", N_("Se piden cero registros, o más de {detail}."),
	    N_("Pida menos y siga con --before.") },
	{ "checkpoint_unread", N_("No se puede leer el punto de control ({detail})."),
	    N_("Cópielo entero, tal como lo imprimió `yupana log checkpoint`.") },
	{ "key_unnamed", N_("No se sabe dónde guardar la clave: no hay HOME ni XDG_DATA_HOME."),
	    N_("Indique el archivo con --key.") },
	{ "key_invalid", N_("El archivo no es una clave de yupana ({detail})."),
	    N_("Revise el nombre en --key.") },
	{ "key_open", N_("Otros pueden leer la clave ({detail})."),
	    N_("Quíteles el permiso con `chmod 600` y, si alguien pudo copiarla, haga otra.") },
	{ "key_unreadable", N_("La clave no se puede leer ({detail})."),
	    N_("Revise sus permisos.") },
	{ "key_unwritable", N_("La clave no se puede guardar ({detail})."),
	    N_("Revise que la carpeta se pueda escribir, o indique otra con --key.") },
	{ "output_failed", N_("La salida no se pudo escribir."),
	    N_("Revise el espacio en disco y repita.") },
	/* who and what */
	{ "pack_absent", N_("No existe ese paquete de país: {detail}."),
	    N_("Use uno de esos nombres, o la ruta de un archivo .json.") },
	{ "pack_invalid", N_("El paquete de país no es válido ({detail})."),
	    N_("Corríjalo según docs/schemas/pack.schema.json.") },
	{ "institution_absent", N_("No está esa institución: {detail}."),
	    N_("Use el nombre o la sigla de una de ellas.") },
	{ "institution_ambiguous", N_("Varias instituciones tienen esa sigla."),
	    N_("Use el nombre completo.") },
	{ "institution_exists", N_("La institución «{detail}» ya está en la base de datos."),
	    N_("No hace falta crearla otra vez.") },
	{ "institution_there",
	    N_("La base de datos de destino ya tiene la institución «{detail}»."),
	    N_("Cópiela a otra base de datos, que no la tenga.") },
	{ "nothing_stored", N_("La base de datos no tiene todavía lo que se pide."),
	    N_("Importe antes el plan o el seguimiento con `yupana import`.") },
	{ "unit_absent", N_("Ninguna unidad se llama «{detail}»."),
	    N_("Vea las que hay con `yupana rollup`.") },
	{ "unit_ambiguous", N_("Varias unidades responden a ese nombre: {detail}."),
	    N_("Elija una y escriba su ruta tal como está aquí.") },
	{ "code_absent", N_("La unidad no tiene ese código: {detail}."),
	    N_("Vea los que tiene con `yupana rollup`.") },
	{ "code_ambiguous", N_("La unidad tiene varias filas con ese código: {detail}."),
	    N_("Elija una por su identificador, el que va entre paréntesis.") },
	{ "month_out_of_range", N_("Ese período no existe: el último es el {detail}."),
	    N_("Use un número desde 1 hasta ese.") },
	{ "month_for_follow_up", N_("Un seguimiento es a una fecha y no tiene meses."),
	    N_("Quite --month.") },
	/* what a person types */
	{ "text_absent", N_("Falta este dato: {field}."), N_("Escríbalo.") },
	{ "text_too_long",
	    N_("El dato es demasiado largo: {field}, de {detail} letras como máximo."),
	    N_("Acórtelo.") },
	{ "text_not_utf8", N_("El dato tiene bytes que no son letras en UTF-8: {field}."),
	    N_("Escríbalo otra vez.") },
	{ "text_has_controls", N_("El dato tiene signos que no se ven: {field}."),
	    N_("Escríbalo otra vez, sin pegarlo de otro documento.") },
	{ "date_past", N_("El {detail} ya pasó."), N_("Indique hoy o un día que venga.") },
	{ "date_order", N_("El último día ({detail}) es anterior al primero."),
	    N_("Corrija las fechas.") },
	{ "login_invalid", N_("El nombre para entrar no es válido."),
	    N_("Use de 2 a 64 letras sin acento, números o los signos . _ - @ +.") },
	{ "email_invalid", N_("El correo electrónico no es válido."),
	    N_("Escríbalo como nombre@institucion.gob, o déjelo vacío.") },
	/* entering */
	{ "only_oneself", N_("Eso solo lo hace la propia persona, con su sesión iniciada."),
	    N_("Pídale que entre y lo haga.") },
	{ "sign_in_refused", N_("El usuario o la contraseña no son correctos."),
	    N_("Revíselos; si su usuario existe en varias instituciones, escriba usuario@SIGLA.") },
	{ "sign_in_wait", N_("Hubo varios intentos fallidos."),
	    N_("Vuelva a intentarlo cuando pase el tiempo de espera, en segundos: {detail}.") },
	{ "session_over", N_("La sesión terminó."), N_("Vuelva a entrar.") },
	{ "session_absent", N_("Esa sesión no existe o ya terminó."), N_("Vea las que hay.") },
	{ "token_refused", N_("La credencial de la API no vale: no existe, venció o se revocó."),
	    N_("Cree otra.") },
	{ "invitation_over", N_("El enlace ya no sirve: se usó, venció o hay otro más nuevo."),
	    N_("Pida otro a quien administra las cuentas.") },
	{ "memory_short", N_("No hay memoria suficiente para comprobar la contraseña."),
	    N_("Repita en un momento.") },
	{ "password_short", N_("La contraseña es corta."),
	    N_("Use {detail} letras o más: varias palabras que no tengan que ver entre sí son fáciles de recordar.") },
	{ "password_long", N_("La contraseña pasa de 128 letras."), N_("Acórtela.") },
	{ "password_not_text", N_("La contraseña tiene signos que no se ven."),
	    N_("Escríbala con el teclado, sin pegarla.") },
	{ "password_personal",
	    N_("La contraseña lleva su nombre, su usuario o el nombre de la institución."),
	    N_("Elija una que no se pueda adivinar por usted.") },
	{ "password_common", N_("La contraseña es de las primeras que alguien probaría."),
	    N_("Elija otra: varias palabras que no tengan que ver entre sí.") },
	{ "password_simple", N_("La contraseña repite o sigue una secuencia."),
	    N_("Elija otra: varias palabras que no tengan que ver entre sí.") },
	{ "password_wrong", N_("La contraseña actual no es esa."), N_("Escríbala otra vez.") },
	{ "mail_invalid", N_("El correo no se puede escribir a esa dirección."),
	    N_("Corrija la dirección.") },
	{ "mail_unset", N_("No hay servidor de correo."),
	    N_("Indíquelo en YUPANA_SMTP_URL y YUPANA_SMTP_FROM.") },
	{ "mail_failed", N_("El correo no salió ({detail})."),
	    N_("Revise YUPANA_SMTP_URL y el servidor de correo.") },
	/* people and what they may do */
	{ "account_absent", N_("No existe esa cuenta."),
	    N_("Vea las que hay en la lista de personas.") },
	{ "account_in_use", N_("Esa persona ya entró y tiene su contraseña."),
	    N_("Si la olvidó, restablézcala.") },
	{ "account_disabled", N_("La cuenta está inhabilitada."), N_("Habilítela antes.") },
	{ "account_enabled", N_("La cuenta ya está habilitada."), N_("No hace falta hacer nada.") },
	{ "login_taken", N_("Ya hay una cuenta «{detail}»."),
	    N_("Elija otro nombre para entrar.") },
	{ "reset_self", N_("Nadie restablece su propia contraseña como administrador."),
	    N_("Cámbiela con la actual, o pídalo a otra persona que administre.") },
	{ "last_administrator", N_("La institución quedaría sin nadie que la administre."),
	    N_("Dé antes ese rol sobre toda la institución a otra persona.") },
	{ "role_unknown", N_("No existe ese rol."),
	    N_("Use elaborador, jefe, planificador, mae, financiero, auditor, administrador o consulta.") },
	{ "role_held", N_("La persona ya tiene ese rol ({detail}) sobre esa unidad."),
	    N_("No hace falta darlo otra vez.") },
	{ "roles_many", N_("Son más de {detail} roles para un solo puesto."),
	    N_("Quite los que sobran.") },
	{ "grant_to_self", N_("Nadie se da roles ni suplencias a sí mismo."),
	    N_("Pídalo a otra persona que administre.") },
	{ "grant_absent", N_("Ese rol otorgado no existe o ya terminó."),
	    N_("Vea los que hay con `yupana user show`.") },
	{ "substitution_absent", N_("Esa suplencia no existe o ya terminó."),
	    N_("Vea las que hay con `yupana user show`.") },
	{ "substitution_long", N_("La suplencia pasa de {detail} días."),
	    N_("Ponga un último día más cercano; después puede darse otra.") },
	{ "substitutes_itself", N_("Nadie se suple a sí mismo."),
	    N_("Indique dos personas distintas.") },
	{ "scope_unknown", N_("El alcance de la credencial no es válido."),
	    N_("Use read, write o admin, o varios con comas.") },
	{ "token_absent", N_("Esa credencial no existe o ya se revocó."),
	    N_("Vea las que hay en la lista de credenciales.") },
	{ "token_long", N_("La credencial vale {detail} días como máximo."),
	    N_("Ponga un último día más cercano.") },
	{ "tokens_many", N_("La persona ya tiene {detail} credenciales vigentes."),
	    N_("Revoque antes las que no usa.") },
	{ "supervision_circle",
	    N_("Una institución no puede estar bajo tuición de sí misma ni de otra que ella misma supervisa."),
	    N_("Revise quién supervisa a quién con `yupana institution list`.") },
	/* the organisation chart */
	{ "org_unit_absent", N_("No hay una unidad «{detail}» en esa fecha."),
	    N_("Vea las que hay en el organigrama.") },
	{ "org_unit_ambiguous", N_("Varias unidades responden a ese nombre: {detail}."),
	    N_("Elija una por su ruta o por su número, el que va entre paréntesis.") },
	{ "org_cycle", N_("Una unidad dependería de sí misma."),
	    N_("Elija otra unidad superior.") },
	{ "org_too_deep", N_("El organigrama pasaría de 16 niveles («{detail}»)."),
	    N_("Elija una unidad superior más cercana a la cabeza.") },
	{ "org_too_many", N_("El organigrama y su historia pasan de {detail} renglones."),
	    N_("Revise si algo los repite.") },
	{ "org_periods_overlap", N_("La unidad «{detail}» tendría dos situaciones el mismo día."),
	    N_("Revise la fecha.") },
	{ "org_parent_closed", N_("La unidad «{detail}» dependería de una que ese día no existe."),
	    N_("Muévala o ciérrela antes, o revise la fecha.") },
	{ "org_name_taken", N_("Ya hay una unidad «{detail}» en el mismo lugar."),
	    N_("Use otro nombre u otra unidad superior.") },
	{ "org_succeeds_itself", N_("Una unidad no puede fusionarse consigo misma."),
	    N_("Indique unidades distintas.") },
	{ "org_parts", N_("Son demasiadas unidades o muy pocas: hasta {detail}."),
	    N_("Hágalo por partes; para dividir hacen falta al menos dos.") },
	{ "org_order",
	    N_("El orden no nombra a las {detail} unidades de ese lugar, una vez cada una."),
	    N_("Vuelva a cargar la lista y repita.") },
	{ "not_rolled_up",
	    N_("La unidad {detail} no tiene objetivos con actividades, y por eso no "
	       "tiene cifra propia."),
	    N_("Pida uno de sus objetivos con --code.") },
	/* what is typed in a plan */
	{ "number_ambiguous", N_("«{detail}» se puede leer de dos maneras."),
	    N_("Escriba 1234, 1.234,00 o 1,234.00.") },
	{ "number_out_of_range", N_("El número {detail} está fuera de lo permitido."),
	    N_("Las ponderaciones van de 0 a 1.000 y las cantidades de 0 a 1.000 millones.") },
	{ "not_a_number", N_("«{detail}» no es un número."),
	    N_("Escriba solo cifras, con hasta cuatro decimales.") },
	{ "not_money", N_("«{detail}» no es un monto."),
	    N_("Escríbalo en la moneda del plan, con dos decimales como máximo y sin signos.") },
	{ "code_mask",
	    N_("El código no tiene la forma de su nivel, que es {detail} (N: un número)."),
	    N_("Corríjalo; cada parte se separa con un punto.") },
	{ "not_a_month", N_("Ese período no existe: van del 1 al {detail}."),
	    N_("Escriba su número, su nombre o su abreviatura.") },
	{ "word_unknown", N_("«{detail}» no es ninguno de los valores posibles."),
	    N_("El comportamiento es sum, average o last; la base, quantity o share.") },
	{ "code_unsaid", N_("Falta decir qué fila."),
	    N_("Indíquela con --code y, si varias unidades tienen ese código, con --unit.") },
	{ "field_unknown", N_("Ningún campo se llama «{detail}»."),
	    N_("Use los nombres de `yupana node set --help`.") },
	{ "nothing_chosen", N_("No eligió ninguna unidad."),
	    N_("Marque las unidades en la lista y vuelva a pulsar el botón.") },
	{ "period_absent", N_("No hay un período de seguimiento {detail}."),
	    N_("Vea los que hay en Seguimiento; la oficina de planificación los define.") },
	{ "period_changed", N_("El período cambió mientras tanto: {detail}."),
	    N_("Vuelva a abrir la página para ver cómo quedó.") },
	{ "period_not_open", N_("El período no está abierto."),
	    N_("La oficina de planificación abre y amplía los períodos.") },
	{ "calendar_uneven", N_("Los períodos no dividen el año en partes iguales."),
	    N_("El plan tiene {detail} períodos: elija un número que los divida.") },
	{ "calendar_in_use",
	    N_("El calendario de {detail} ya se usó: alguno de sus períodos se abrió."),
	    N_("Puede ampliar los plazos, pero no cambiar los períodos.") },
	{ "plan_unapproved", N_("El plan de {detail} todavía no está aprobado."),
	    N_("Se informa contra el plan aprobado: apruébelo antes de abrir el período.") },
	{ "reports_pending", N_("Hay unidades cuyo informe no está aceptado. Son {detail}."),
	    N_("Acéptelos, o cierre por excepción diciendo por qué.") },
	{ "report_changed", N_("Otra persona guardó esta fila al mismo tiempo."),
	    N_("Vuelva a guardar: lo que escribió sigue en pantalla.") },
	{ "report_closed", N_("El informe de {detail} ya se envió."),
	    N_("Para cambiarlo, su jefe o la oficina de planificación debe devolverlo.") },
	{ "report_incomplete",
	    N_("El informe no está completo. Faltan, en filas sin avance y en filas sin causa o medida: "
	       "{detail}."),
	    N_("Complete lo que la lista marca y vuelva a enviarlo.") },
	{ "lines_refused", N_("Líneas rechazadas: {detail}. No se guardó ninguna."),
	    N_("Corríjalas y vuelva a cargar la tabla.") },
	{ "table_twice", N_("«{detail}» está dos veces en la tabla."), N_("Deje una sola.") },
	{ "cells_many", N_("La línea tiene más celdas que las {detail} columnas de la tabla."),
	    N_("Ponga entre comillas el texto que tenga separadores.") },
	{ "column_unknown", N_("«{detail}» no es un campo del informe."),
	    N_("Quite esa columna; los campos están en `yupana help report set`.") },
	{ "column_missing", N_("A la tabla le falta la columna «{detail}»."),
	    N_("Cada línea nombra su fila con unit y code.") },
	{ "csv_quote", N_("Unas comillas se abren y no se cierran."),
	    N_("Ciérrelas; dentro de un texto así, cada comilla se escribe dos veces.") },
	{ "csv_large", N_("La tabla es demasiado grande ({detail})."), N_("Divídala.") },
	{ "row_not_reported", N_("De la fila {detail} no se informa aquí."),
	    N_("Informe de sus actividades.") },
	{ "node_absent", N_("Esa fila ya no está en el plan."),
	    N_("Actualice la pantalla y vea su historia.") },
	{ "parent_absent", N_("El objetivo al que se quiere llevar ya no está en el plan."),
	    N_("Elija otro.") },
	{ "sibling_absent", N_("La fila que debía ir antes no está en ese lugar."),
	    N_("Actualice la pantalla y vuelva a elegir el lugar.") },
	{ "too_many_nodes", N_("El plan no admite más filas en ese lugar."),
	    N_("Revise que no se haya repetido lo mismo muchas veces.") },
	{ "unit_needed", N_("Falta decir de qué unidad es."),
	    N_("Indique la unidad responsable.") },
	{ "code_needed", N_("No se puede deducir el código que sigue."), N_("Escríbalo.") },
	{ "no_level_below", N_("Una actividad no tiene nada por debajo."),
	    N_("Créela junto a ella, en el mismo objetivo.") },
	{ "move_below_itself", N_("Una fila no puede ir por debajo de sí misma."),
	    N_("Elija otro lugar.") },
	{ "move_to_other_level", N_("Ahí van filas de otro nivel."),
	    N_("Lleve actividades a un objetivo, y objetivos a un objetivo institucional.") },
	{ "undo_changed_since", N_("Lo que ese cambio tocó volvió a cambiar después."),
	    N_("Deshaga antes los cambios más nuevos, o corrija la fila a mano.") },
	{ "fix_not_of_nodes",
	    N_("Ese arreglo es de una cifra impresa en el documento, no del plan."),
	    N_("Corríjala en el documento y vuelva a importarlo.") },
	{ "finding_gone", N_("Ese hallazgo ya no está, o ya no dice lo mismo: el plan cambió."),
	    N_("Vea la lista como está ahora.") },
	{ "title_needed", N_("Falta decir el objetivo."), N_("Escríbalo.") },
	{ "scope_unsaid", N_("Falta decir sobre qué unidad vale el rol."),
	    N_("Elija la unidad, o toda la institución.") },
	{ "units_unsaid", N_("No eligió ninguna unidad."), N_("Márquelas en la lista.") },
	{ "rollup_too_large",
	    N_("Con ese valor una agregación pasaría de mil millones por ciento."),
	    N_("Revise las ponderaciones.") },
	{ "revision_unmade", N_("El plan no tiene todavía la revisión {detail}."),
	    N_("Vuelva a leer la fila y repita el cambio sobre lo que diga.") },
	{ "row_changed",
	    N_("Mientras usted escribía, otra persona ({detail}) cambió lo mismo en esta fila."),
	    N_("Vea qué puso y decida cuál vale; lo que usted escribió no se ha perdido.") },
	{ "plan_changed", N_("El plan cambió en este momento."), N_("Vuelva a intentarlo.") },
	{ "plan_absent", N_("No existe ese plan."), N_("Vea los que hay en la lista de planes.") },
	{ "plan_replaced", N_("Otro documento tomó el lugar de este plan."),
	    N_("Abra el que está vigente.") },
	{ "plan_not_draft", N_("El plan ya no es un borrador y no se edita."),
	    N_("Devuélvalo a borrador, o empiece un reformulado.") },
	{ "unit_closed", N_("La unidad {detail} ya presentó su plan y no se edita."),
	    N_("Pida que se lo devuelvan con observaciones.") },
	{ "cell_not_marked",
	    N_("La unidad {detail} se devolvió con observaciones y esto no está entre lo observado."),
	    N_("Vea la lista de observaciones de la unidad; si hay que cambiar algo más, pida a quien "
	       "observó que también lo marque.") },
	/* observations */
	{ "anchor_absent", N_("Lo que se quiere observar ya no está en el plan."),
	    N_("Actualice la pantalla y vuelva a marcarlo.") },
	{ "unit_open_whole", N_("La unidad {detail} está abierta entera: no hay nada que marcar."),
	    N_("Observe lo que presente cuando lo envíe a revisión.") },
	{ "observation_late",
	    N_("La unidad {detail} ya pasó de la revisión de su jefe: ahora la observa planificación."),
	    N_("Pida a esa oficina que la devuelva.") },
	{ "too_many_observations", N_("La unidad ya tiene {detail} observaciones."),
	    N_("Observe la unidad entera y diga en ella lo que falta.") },
	{ "observation_absent", N_("No existe la observación {detail} en este plan."),
	    N_("Vea las que hay en la lista de observaciones.") },
	{ "observation_past", N_("La observación {detail} ya cambió de estado y no admite eso."),
	    N_("Actualice la pantalla y vea cómo está ahora.") },
	{ "observation_of_another", N_("La observación {detail} la hizo otra persona."),
	    N_("La retira quien la hizo; quien observa puede darla por atendida.") },
	{ "observations_open", N_("La unidad {detail} tiene observaciones sin responder."),
	    N_("Responda cada una o corrija lo que señala; están en su lista de observaciones.") },
	{ "observations_unsent",
	    N_("La unidad {detail} tiene observaciones que no se le enviaron."),
	    N_("Devuélvala con ellas; o retírelas o delas por atendidas antes de validar.") },
	{ "change_absent", N_("No existe ese cambio: {detail}."),
	    N_("Vea los que hay en la historia del plan.") },
	/* versions and states */
	{ "step_absent", N_("De su estado actual no se pasa a ese otro ({detail})."),
	    N_("Vea en qué estado está y qué pasos se dieron.") },
	/* evidence */
	{ "media_empty", N_("El archivo está vacío."), N_("Elija el archivo correcto.") },
	{ "media_program",
	    N_("Es un programa, un guion o una página web, o lo contiene: {detail}."),
	    N_("Adjunte el documento mismo, como PDF o como imagen.") },
	{ "media_unknown", N_("Su contenido no es de ningún tipo que se acepte."),
	    N_("Se aceptan PDF, PNG, JPEG, WebP, DOCX, XLSX, ODT, ODS, TXT y CSV: guárdelo como uno "
	       "de ellos.") },
	{ "media_differs",
	    N_("El archivo no es lo que dice su nombre: por su contenido es {detail}."),
	    N_("Póngale su extensión verdadera, o elija el archivo correcto.") },
	{ "media_broken", N_("El archivo está cortado o dañado ({detail})."),
	    N_("Vuelva a obtenerlo completo.") },
	{ "media_locked", N_("El archivo tiene contraseña o es de un Office antiguo."),
	    N_("Guárdelo sin contraseña, o como PDF, DOCX o XLSX.") },
	{ "media_macros", N_("El documento lleva macros: {detail}."),
	    N_("Guárdelo sin ellas, o como PDF.") },
	{ "media_bomb", N_("El archivo se haría demasiado grande al abrirlo ({detail})."),
	    N_("Reduzca la imagen o el documento, o guárdelo como PDF.") },
	{ "scan_refused", N_("El antivirus de la institución no lo acepta."),
	    N_("No lo abra; avise a la unidad de sistemas.") },
	{ "scan_failed", N_("No se pudo revisar con el antivirus, y sin eso no se guarda."),
	    N_("Intente otra vez; si se repite, avise a quien administra el sistema.") },
	{ "evidence_large", N_("El archivo pasa de {detail} MB."),
	    N_("Redúzcalo o divídalo; el límite está en Administración, Ajustes.") },
	{ "evidence_many", N_("Ya tiene {detail} archivos."),
	    N_("Quite los que sobran, o júntelos en uno.") },
	{ "evidence_row", N_("Falta decir de qué fila es la evidencia."),
	    N_("Elija una de las filas de la unidad.") },
	{ "evidence_absent", N_("No existe esa evidencia, o se quitó: {detail}."),
	    N_("Vea las que hay en la lista de evidencias.") },
	{ "evidence_closed", N_("«{detail}» ya no se quita: lo que muestra está cerrado."),
	    N_("Puede agregarse otra que la corrija.") },
	/* registers */
	{ "register_absent", N_("No hay un registro que se llame «{detail}»."),
	    N_("Vea los que hay en la lista de registros.") },
	{ "register_gone", N_("El paquete de la institución ya no tiene el registro «{detail}»."),
	    N_("Devuélvalo al paquete: lo registrado sigue en la base de datos.") },
	{ "register_item_absent", N_("No existe el asunto {detail} en este registro."),
	    N_("Vea los que hay en la lista del registro.") },
	{ "register_state_unknown", N_("El registro no tiene un estado «{detail}»."),
	    N_("Elija uno de los que tiene.") },
	{ "register_state_same", N_("Ya está en el estado «{detail}»."),
	    N_("Actualice la pantalla y vea cómo está ahora.") },
	{ "register_word_needed", N_("Falta decir por qué pasa a «{detail}»."),
	    N_("Escríbalo: cerrar o reabrir lleva siempre su razón.") },
	{ "register_kind_unknown", N_("El registro no tiene la clase «{detail}»."),
	    N_("Elija una de las que tiene.") },
	{ "register_field_unknown", N_("El registro no tiene el campo «{detail}»."),
	    N_("Use los que muestra su formulario.") },
	{ "register_date", N_("«{detail}» lleva una fecha del calendario."),
	    N_("Escríbala como 2027-01-31.") },
	{ "register_number", N_("«{detail}» lleva un número."),
	    N_("Escríbalo con cifras, sin su unidad de medida.") },
	{ "register_unit", N_("«{detail}» lleva una unidad del organigrama."),
	    N_("Elíjala de la lista, o indique su identificador.") },
	{ "register_item_closed", N_("El asunto {detail} está cerrado y sus datos no cambian."),
	    N_("Páselo antes a un estado abierto, diciendo por qué.") },
	{ "register_changed", N_("Otra persona lo cambió mientras usted lo veía."),
	    N_("Revise cómo quedó y vuelva a guardar lo suyo.") },
	{ "register_full", N_("El registro llegó a {detail} asuntos."),
	    N_("Avise a quien administra el sistema.") },
	{ "not_an_amendment",
	    N_("Ese plan no es un reformulado en borrador de la gestión {detail}."),
	    N_("Inicie primero el reformulado del plan aprobado.") },
	{ "register_taken", N_("El asunto {detail} ya está así en el reformulado."),
	    N_("Actualice la pantalla y vea cómo está ahora.") },
	{ "register_not_amending", N_("El asunto {detail} está cerrado o no pide cambiar el plan."),
	    N_("Solo lo abierto que elimina, modifica o reprograma pasa al reformulado.") },
	{ "reason_needed", N_("Falta decir por qué se devuelve."), N_("Escriba el motivo.") },
	{ "resolution_needed", N_("Falta la resolución que aprueba el plan: su número y su fecha."),
	    N_("Indique ambos; la fecha como 2027-01-31.") },
	{ "units_pending", N_("Hay unidades a medio camino: {detail}."),
	    N_("Apruébelas o devuélvalas antes.") },
	{ "percent_among_units",
	    N_("La fila se programa en unidades: «{detail}» no es de la misma medida."),
	    N_("Escriba la cantidad; o cambie su medida a porcentaje en la página de la fila.") },
	{ "units_unvalidated", N_("Faltan unidades por validar, {detail}."),
	    N_("Valídelas antes; o haga una excepción con su motivo, que queda escrito.") },
	{ "exception_unsaid", N_("Falta el motivo de la excepción."),
	    N_("Diga por qué el plan pasa sin que sus unidades estén validadas.") },
	{ "date_invalid", N_("«{detail}» no es una fecha."), N_("Escríbala como 2027-01-31.") },
	{ "no_plan_then", N_("A esa fecha no había ningún plan."),
	    N_("Vea en la lista de planes desde cuándo los hay.") },
	{ "version_absent", N_("No existe esa versión del plan: {detail}."),
	    N_("Vea las que hay en la lista de planes.") },
	{ "version_exists", N_("Esa versión ya existe: {detail}."),
	    N_("Siga con ella, o apruébela antes de empezar otra.") },
	{ "year_invalid", N_("El plan no se puede llevar a la gestión {detail}."),
	    N_("Elija otra gestión, de 1900 a 2200, que no sea la del plan de partida.") },
	{ "not_approved", N_("Solo de un plan aprobado se hace una versión nueva."),
	    N_("Mientras es un borrador, edítelo.") },
	{ "plan_ambiguous", N_("Hay varios planes: {detail}."),
	    N_("Elija uno con --year, y con --institution si son de varias.") },
	{ "import_over_final", N_("El plan que está en la base de datos ya no es un borrador."),
	    N_("Devuélvalo a borrador, o impórtelo como otra versión.") },
	{ "step_unconfirmed",
	    N_("Todavía no se pasó ninguna: hay errores, u observaciones sin atender (unidad, errores y "
	       "observaciones): {detail}."),
	    N_("Mírelas antes; si de todos modos corresponde, marque la casilla y repita el paso.") },
	{ "import_unconfirmed",
	    N_("Nada se guardó: desde la importación anterior se trabajó en lo que el documento "
	       "reemplaza. Cambios, pasos y observaciones: {detail}."),
	    N_("Mire abajo qué cambiaría. Si el documento vale más, marque «Reemplazarlo de todos "
	       "modos» y acepte otra vez; si no, elija otras unidades.") },
	{ "import_over_edits",
	    N_("El plan que está en la base de datos se editó después de importarlo: {detail} cambios."),
	    N_("Vea las diferencias con --dry-run y, si el documento vale más, repita con "
	       "--replace-edited; los cambios quedan en la historia.") },
	/* settings over the pack */
	{ "setting_unknown", N_("No hay un ajuste que se llame «{detail}»."),
	    N_("Los que hay se ven en Administración, Ajustes, o con yupana institution settings.") },
	{ "setting_choice", N_("«{detail}» no es uno de los valores de este ajuste."),
	    N_("Elija uno de los que muestra.") },
	{ "setting_percent", N_("«{detail}» no es un porcentaje que sirva aquí."),
	    N_("Va de 0 a 100 (las bandas, hasta 1000), con punto y hasta cuatro decimales.") },
	{ "setting_level_twice", N_("Dos niveles se llamarían «{detail}»."),
	    N_("Dé a cada nivel un nombre distinto.") },
	{ "setting_band_many", N_("Hay más de {detail} bandas."), N_("Quite o junte algunas.") },
	{ "setting_band_first", N_("La primera banda, «{detail}», no empieza en 0."),
	    N_("Póngale 0: todo avance tiene que caer en alguna.") },
	{ "setting_band_order", N_("La banda «{detail}» no empieza después de la anterior."),
	    N_("Ordénelas de menor a mayor porcentaje.") },
	{ "setting_band_colour", N_("«{detail}» no es un color."),
	    N_("Escríbalo como #2e7d32: una almohadilla y seis cifras de 0 a 9 y de a a f.") },
	{ "setting_band_pale", N_("El color {detail} casi no se distingue sobre blanco."),
	    N_("Elija uno más oscuro: hace falta un contraste de 3 a 1.") },
	{ "setting_band_shape", N_("«{detail}» no es una figura que se sepa dibujar."),
	    N_("Use octagon, triangle, square, circle, star, diamond, pentagon o hexagon.") },
	{ "setting_band_same_shape", N_("La banda «{detail}» tiene la figura de otra."),
	    N_("Dele una propia: quien no distingue los colores las distingue por su figura.") },
	{ "setting_band_twice", N_("Dos bandas se llamarían «{detail}»."),
	    N_("Dé a cada banda un nombre distinto.") },
};

enum { TEMPLATE_COUNT = sizeof(TEMPLATES) / sizeof(TEMPLATES[0]) };

/* What to do on a page, where the usual advice is a command. */
static const struct {
	const char *key, *what_to_do;
} ON_PAGES[] = {
	{ "plan_absent", N_("Elija uno de la lista de planes.") },
	{ "plan_not_draft", N_("Devuélvalo a borrador, o empiece un reformulado.") },
	{ "account_absent", N_("Elíjala en la lista de personas.") },
	{ "unknown_kind", N_("Revise que el texto conserve los encabezados de sus tablas.") },
};

static const struct refusal_template *
template_of(const char *key)
{
	for (size_t i = 0; key != NULL && i < TEMPLATE_COUNT; i++)
		if (strcmp(TEMPLATES[i].key, key) == 0)
			return &TEMPLATES[i];
	return NULL;
}

static void
put_filled(struct str *out, const char *text, const struct err *err,
    const struct catalogue *catalogue)
{
	const struct {
		const char *mark, *value;
	} marks[] = { { "{detail}", err->message },
		{ "{field}", catalogue_find(catalogue, refusal_field_label(err->field)) } };

	text = catalogue_find(catalogue, text);

	while (*text != '\0') {
		size_t n = strcspn(text, "{"), i = 0;

		str_put_n(out, text, n);
		text += n;
		while (i < 2 && strncmp(text, marks[i].mark, strlen(marks[i].mark)) != 0)
			i++;
		if (i < 2) {
			str_put(out, marks[i].value);
			text += strlen(marks[i].mark);
		} else if (*text != '\0') {
			str_put_char(out, *text++);
		}
	}
}

static const char *
by_code(int code)
{
	switch (code) {
	case YUP_EINVALID:
		return N_("Lo indicado no es válido");
	case YUP_ENOTFOUND:
		return N_("No está lo que se pide");
	case YUP_EDENIED:
		return N_("No está permitido");
	case YUP_ECONFLICT:
		return N_("Choca con algo que ya está");
	case YUP_ELIMIT:
		return N_("Pasa de un límite");
	case YUP_EIO:
		return N_("Falló el disco, la red o la base de datos");
	default:
		return N_("Error interno de yupana: infórmelo, por favor");
	}
}

/* NULL: only a command helps, which is of no use on a page. */
static const char *
advice_on_pages(const struct refusal_template *t)
{
	for (size_t i = 0; i < sizeof(ON_PAGES) / sizeof(ON_PAGES[0]); i++)
		if (strcmp(ON_PAGES[i].key, t->key) == 0)
			return ON_PAGES[i].what_to_do;
	return strstr(t->what_to_do, "`yupana ") == NULL ? t->what_to_do : NULL;
}

static void
put_sentence(struct str *out, const struct err *err, const struct catalogue *catalogue,
    bool on_page)
{
	const struct refusal_template *t = template_of(err->key);
	const char *advice;

	if (err->file[0] != '\0' && err->line > 0)
		str_printf(out, "%s:%u: ", err->file, err->line);
	else if (err->file[0] != '\0')
		str_printf(out, "%s: ", err->file);
	if (t == NULL) {
		str_printf(out, "%s (%s).", catalogue_find(catalogue, by_code(err->code)),
		    err->message);
		return;
	}
	put_filled(out, t->what, err, catalogue);
	advice = on_page ? advice_on_pages(t) : t->what_to_do;
	if (advice == NULL)
		return;
	str_put_char(out, ' ');
	put_filled(out, advice, err, catalogue);
}

void
refusal_sentence(struct str *out, const struct err *err)
{
	put_sentence(out, err, NULL, false);
}

void
refusal_sentence_in(struct str *out, const struct err *err, const struct catalogue *catalogue)
{
	put_sentence(out, err, catalogue, true);
}

bool
refusal_reason_in(struct str *out, const char *key, const struct catalogue *catalogue)
{
	const struct refusal_template *t = template_of(key);
	struct err err = { 0 };

	if (t == NULL)
		return false;
	(void)err_refuse(&err, YUP_EINVALID, t->key, "…");
	put_filled(out, t->what, &err, catalogue);
	return true;
}

const struct refusal_template *
refusal_templates(size_t *count)
{
	*count = TEMPLATE_COUNT;
	return TEMPLATES;
}
