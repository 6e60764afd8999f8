#include "library.h"

#include <dlfcn.h>
#include <string.h>

const char *library_load(const char *file, const char *const *names, size_t n, void *functions)
{
	void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL), *function;

	if (!library)
		return dlerror();
	for (size_t i = 0; i < n; i++) {
		function = dlsym(library, names[i]);
		if (!function)
			return dlerror();
		memcpy((char *)functions + i * sizeof function, &function, sizeof function);
	}
	return NULL;
}
