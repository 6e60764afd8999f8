(function () {
	'use strict';
	var tools = document.querySelector('.tools');
	if (!tools) return;
	var search = document.getElementById('search'), severity = document.getElementById('severity');
	var rule = document.getElementById('rule'), shown = document.getElementById('shown');
	var forms = Array.from(document.querySelectorAll('.form'));
	var words = forms.map(function (f) { return f.textContent.toLowerCase(); });
	var findings = Array.from(document.querySelectorAll('tr[data-rule]'));
	tools.hidden = false;
	Array.from(new Set(findings.map(function (f) { return f.dataset.rule; }))).sort().forEach(function (name) {
		var o = document.createElement('option');
		o.value = o.textContent = name;
		rule.appendChild(o);
	});
	function filter() {
		var wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean), n = 0;
		forms.forEach(function (f, i) {
			f.hidden = !wanted.every(function (w) { return words[i].includes(w); });
			if (!f.hidden) n++;
		});
		shown.textContent = n + ' / ' + forms.length;
		findings.forEach(function (f) {
			f.hidden = (severity.value && f.dataset.severity !== severity.value) || (rule.value && f.dataset.rule !== rule.value);
		});
	}
	var waiting;
	search.addEventListener('input', function () { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
	severity.addEventListener('change', filter);
	rule.addEventListener('change', filter);
	window.addEventListener('hashchange', function () {
		var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
		var closed = target && target.closest('details');
		if (closed && !closed.open) { closed.open = true; target.scrollIntoView(); }
		var form = target && target.closest('.form');
		if (form && form.hidden) { search.value = ''; filter(); target.scrollIntoView(); }
	});
	function key(row, at) {
		var cell = row.cells[at];
		return cell.dataset.v === undefined ? cell.textContent.trim() : cell.dataset.v;
	}
	function sort(th) {
		var table = th.closest('table'), at = th.cellIndex, body = table.tBodies[0];
		var down = th.getAttribute('aria-sort') === 'ascending';
		var rows = Array.from(body.rows);
		rows.sort(function (a, b) {
			var x = key(a, at), y = key(b, at), d;
			d = x !== '' && y !== '' && !isNaN(x) && !isNaN(y) ? x - y : x.localeCompare(y, 'zh');
			return down ? -d : d;
		});
		Array.from(th.parentNode.cells).forEach(function (c) { c.removeAttribute('aria-sort'); });
		th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
		rows.forEach(function (r) { body.appendChild(r); });
	}
	document.querySelectorAll('table.sortable thead th').forEach(function (th) {
		var b = document.createElement('button');
		b.type = 'button';
		b.textContent = th.textContent;
		th.textContent = '';
		th.appendChild(b);
		b.addEventListener('click', function () { sort(th); });
	});
	filter();
})();
