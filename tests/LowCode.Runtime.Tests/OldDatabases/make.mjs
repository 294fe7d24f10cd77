// Makes a small workspace full of everything over the API of a running product that nobody has set up yet: node make.mjs http://127.0.0.1:5080 CODE
// What an older product doesn't know yet is left out, and said.
const [address, code] = process.argv.slice(2);
const password = 'river stone lamp 7';

function browser() {
    let cookie = '';
    return async (method, path, body, { optional = false, headers = {} } = {}) => {
        const answer = await fetch(new URL(path, address), {
            method,
            redirect: 'manual',
            headers: { ...headers, ...(cookie && { cookie }), ...(body && !(body instanceof FormData) && { 'content-type': 'application/json' }) },
            body: body instanceof FormData ? body : body && JSON.stringify(body),
        });
        for (const set of answer.headers.getSetCookie())
            cookie = set.split(';')[0];
        const text = await answer.text();
        if (answer.ok)
            return text ? JSON.parse(text) : {};
        if (!optional)
            throw new Error(`${method} ${path}: ${answer.status} ${text}`);
        console.log(`left out: ${method} ${path} (${answer.status})`);
        return null;
    };
}

const admin = browser();
await admin('POST', '/api/setup', { code, workspace: '旧工作区', name: 'Admin', email: 'admin@example.com', password });

const publish = async (kind, definition) => {
    const path = `/api/definitions/${kind}/${definition.key}`;
    await admin('PUT', `${path}/draft`, { rev: 0, definition });
    await admin('POST', `${path}/publish`, {});
};

// People.
const sales = await admin('POST', '/api/departments', { name: '销售部' });
await publish('app', { key: 'office', label: { 'zh-CN': '办公', en: 'Office' } });
await admin('PUT', '/api/roles/rep', { key: 'rep', label: { 'zh-CN': '销售代表', en: 'Rep' } });
const added = await admin('POST', '/api/users', { email: 'rep@example.com', name: '王小明', roles: ['rep'], departments: [sales.id] });
const left = await admin('POST', '/api/users', { email: 'left@example.com', name: 'Left', roles: [], departments: [] });
await admin('POST', `/api/users/${(left.user ?? left).id}/deactivate`, {});
const rep = browser();
await rep('POST', '/api/session', { email: 'rep@example.com', password: added.oneTimePassword, newPassword: password });
const repId = (added.user ?? added).id;

// Forms of every type.
const choices = ['a', 'b', 'c'].map((value, i) => ({ value, label: { 'zh-CN': '甲乙丙'[i], en: value.toUpperCase() } }));
await publish('form', {
    key: 'customer', app: 'office', label: { 'zh-CN': '客户', en: 'Customer' }, titleField: 'name', fields: [
        { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, unique: true, searchable: true, indexed: true },
        { key: 'level', type: 'choice', label: { 'zh-CN': '级别', en: 'Level' }, settings: { choices } }],
});
await publish('form', {
    key: 'order', app: 'office', label: { 'zh-CN': '订单', en: 'Order' }, titleField: 'title', fields: [
        { key: 'no', type: 'serial', settings: { pattern: 'OR-{0000}' } },
        { key: 'title', type: 'text', required: true, indexed: true, searchable: true },
        { key: 'notes', type: 'textarea' },
        { key: 'amount', type: 'number', settings: { scale: 2, display: 'money' } },
        { key: 'day', type: 'date' },
        { key: 'moment', type: 'datetime' },
        { key: 'paid', type: 'switch' },
        { key: 'kind', type: 'choice', settings: { choices } },
        { key: 'tags', type: 'choices', settings: { choices } },
        { key: 'phone', type: 'phone' },
        { key: 'email', type: 'email' },
        { key: 'site', type: 'url' },
        { key: 'stars', type: 'rating' },
        { key: 'helper', type: 'member' },
        { key: 'team', type: 'department' },
        { key: 'customer', type: 'reference', settings: { form: 'customer' } },
        { key: 'papers', type: 'file' },
        { key: 'lines', type: 'subform', settings: { fields: [{ key: 'what', type: 'text' }, { key: 'price', type: 'number', settings: { scale: 2 } }] } },
        { key: 'total', type: 'formula', computed: 'SUM(lines.price)', settings: { result: 'number', scale: 2 } },
    ],
    views: [{ key: 'mine', label: { 'zh-CN': '我的', en: 'Mine' }, filter: 'owner == $user' }],
});
await admin('PUT', '/api/groups/orders', { key: 'orders', form: 'order', label: 'Orders', members: { roles: ['rep'] }, actions: ['view', 'create', 'edit', 'comment'], rows: 'owner == $user', fields: { notes: 'hidden' }, otherFields: 'editable' });
await admin('PUT', '/api/groups/customers', { key: 'customers', form: 'customer', label: 'Customers', members: { everyone: true }, actions: ['view'], otherFields: 'readOnly' });
await publish('flow', {
    schema: 1, key: 'check', form: 'order', label: { 'zh-CN': '订单审批', en: 'Check' }, nodes: [
        { id: 'start', type: 'start' },
        { id: 'boss', type: 'approve', label: { 'zh-CN': '主管审批', en: 'Boss' }, assignees: { from: [{ kind: 'members', users: [1] }] }, fields: { notes: 'editable' } },
        { id: 'end', type: 'end' }],
    edges: [{ id: 'e1', from: 'start', to: 'boss' }, { id: 'e2', from: 'boss', to: 'end' }],
    settings: { start: { on: 'onCreate' } },
});

// Records: some with a history, one commented, one in the bin.
const customers = [];
for (const [name, level] of [['华北贸易', 'a'], ['Müller & Söhne', 'b'], ['Blank', null]])
    customers.push((await admin('POST', '/api/forms/customer/records', { name, level })).id);
const upload = new FormData();
upload.append('file', new Blob(['papers']), '合同.txt');
const file = await rep('POST', '/api/files', upload);
const orders = [];
for (const [i, title] of ['第一单', 'Second', 'Third'].entries()) {
    orders.push((await rep('POST', '/api/forms/order/records', {
        title, amount: 1234.56 + i, day: `2024-02-2${7 + i}`, moment: '2024-02-29T12:34:56.789Z', paid: i === 1, kind: 'abc'[i], tags: ['a', 'c'],
        phone: '13800138000', email: 'someone@example.com', site: 'https://example.com/', stars: 4, helper: repId, team: sales.id, customer: customers[i],
        papers: i === 0 ? [file.id] : [], lines: [{ what: '螺丝', price: 0.1 }, { what: 'Bolt', price: 0.2 + i }],
    })).id);
}
await rep('PATCH', `/api/forms/order/records/${orders[0]}`, { amount: 99.9, day: '2024-03-01' });
await rep('POST', `/api/forms/order/records/${orders[0]}/comments`, { text: '已与客户确认' });
await admin('DELETE', `/api/forms/customer/records/${customers[2]}`);

// One task decided, one refused, one open.
const tasks = (await admin('GET', '/api/tasks')).items;
const taskOf = order => tasks.find(task => task.record === order).id;
await admin('POST', `/api/tasks/${taskOf(orders[1])}/approve`, { comment: '同意' });
await admin('POST', `/api/tasks/${taskOf(orders[2])}/reject`, { comment: 'No' });

// What came later.
await admin('POST', '/api/forms/order/views', { shared: true, view: { key: 'board', label: 'Board', kind: 'kanban', settings: { columnsBy: 'kind' } } }, { optional: true });
await admin('PUT', `/api/places/favourite/record/order/${orders[0]}`, undefined, { optional: true });
await rep('POST', '/api/drafts', { form: 'order', values: { title: 'Half an order', lines: [{ what: 'Nut' }] } }, { optional: true });
await admin('POST', '/api/drafts', { task: taskOf(orders[0]), values: { notes: 'thinking' } }, { optional: true });
await admin('PUT', '/api/definitions/app/draft_only/draft', { rev: 0, definition: { key: 'draft_only', label: 'Not published' } });
await rep('POST', '/api/tokens', { name: 'program' });
const table = new FormData();
table.append('file', new Blob(['name,level\n进口客户,A\n']), 'customers.csv');
const started = await admin('POST', '/api/forms/customer/imports', table);
while (!(await admin('GET', `/api/imports/${started.id}`)).over)
    await new Promise(again => setTimeout(again, 100));
